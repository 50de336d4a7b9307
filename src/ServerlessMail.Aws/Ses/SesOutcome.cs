using Amazon.Runtime;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Ses;

/// <summary>What an answer of SES, or its absence, means for the mail.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors</remarks>
internal static class SesOutcome
{
    /// <summary>The outcome of a call that ended with this fault.</summary>
    /// <param name="fault">What the client threw.</param>
    /// <param name="hasBegun">False: the request never reached the network.</param>
    public static SendOutcome Of(Exception fault, bool hasBegun) => fault switch
    {
        AmazonServiceException answer when (int)answer.StatusCode > 0 => OfAnswer(answer, (int)answer.StatusCode),
        _ when !hasBegun => OfClient(fault),
        _ when IsNeverConnected(fault) => new SendOutcome.Throttled("not-connected"),
        _ when IsTimeout(fault) => new SendOutcome.Uncertain("timeout"),
        _ => new SendOutcome.Uncertain("connection-lost"),
    };

    private static SendOutcome OfAnswer(AmazonServiceException answer, int status) => status switch
    {
        // The answer was good and could not be read.
        < 400 => new SendOutcome.Uncertain("answer-unreadable"),
        >= 500 or 408 => new SendOutcome.Uncertain($"ses-{status}"),
        400 or 429 when Speaks(answer, "Daily message quota exceeded") || answer.ErrorCode == "LimitExceededException" => new SendOutcome.QuotaSpent("daily-quota"),
        429 => new SendOutcome.Throttled("throttled"),
        400 when answer.ErrorCode is "TooManyRequestsException" or "ThrottlingException" or "Throttling" || Speaks(answer, "Maximum sending rate exceeded") =>
            new SendOutcome.Throttled("throttled"),
        400 when answer.ErrorCode == "SendingPausedException" => new SendOutcome.AccountStopped("ses-sending-paused"),
        400 when answer.ErrorCode == "AccountSuspendedException" => new SendOutcome.AccountStopped("ses-account-suspended"),
        400 when answer.ErrorCode == "MailFromDomainNotVerifiedException" => new SendOutcome.Misconfigured("mail-from-not-verified"),
        400 when answer.ErrorCode == "MessageRejected" && Speaks(answer, "not verified") => new SendOutcome.Misconfigured("identity-not-verified"),
        404 => new SendOutcome.Misconfigured("ses-not-found"),
        401 or 403 => new SendOutcome.Misconfigured("access-denied"),
        400 when answer.ErrorCode == "MessageRejected" => new SendOutcome.Rejected("message-rejected"),
        _ => new SendOutcome.Rejected("bad-request"),
    };

    /// <summary>Nothing left this process: time ran out before, or the client has no credentials or region.</summary>
    private static SendOutcome OfClient(Exception fault) =>
        IsTimeout(fault) ? new SendOutcome.Throttled("not-begun") : new SendOutcome.Misconfigured("client-fault");

    private static bool Speaks(AmazonServiceException answer, string words) => answer.Message?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsNeverConnected(Exception fault) => Chain(fault).OfType<HttpRequestException>().Any(http => http.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    private static bool IsTimeout(Exception fault) => Chain(fault).Any(cause => cause is OperationCanceledException or TimeoutException);

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
