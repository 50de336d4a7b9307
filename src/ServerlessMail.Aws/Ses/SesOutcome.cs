using System.Collections.Frozen;
using Amazon.Runtime;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Ses;

/// <summary>What an answer of SES, or its absence, means for the mail.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors and
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html
/// </remarks>
internal static class SesOutcome
{
    /// <summary>Errors that every AWS service has when it does not know or trust the caller.</summary>
    private static readonly FrozenSet<string> NoAccess = new[]
    {
        "AccessDeniedException", "ExpiredTokenException", "IncompleteSignature", "InvalidClientTokenId", "InvalidSignatureException",
        "MissingAuthenticationToken", "MissingAuthenticationTokenException", "NotAuthorized", "OptInRequired", "RequestExpired",
        "SignatureDoesNotMatch", "UnrecognizedClientException",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Throttles =
        new[] { "TooManyRequestsException", "ThrottlingException", "Throttling" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The outcome of a call that ended with this fault.</summary>
    /// <param name="fault">What the client threw.</param>
    /// <param name="hasBegun">False: no byte of the mail was given to the network.</param>
    public static SendOutcome Of(Exception fault, bool hasBegun) => fault switch
    {
        AmazonServiceException answer when (int)answer.StatusCode > 0 => OfAnswer(answer, (int)answer.StatusCode),
        _ when hasBegun => new SendOutcome.Uncertain(IsTimeout(fault) ? "timeout" : "connection-lost"),
        _ when IsTimeout(fault) || IsNetwork(fault) => new SendOutcome.Throttled("not-connected"),

        // Nothing left this process: the client has no credentials or no region, say.
        _ => new SendOutcome.Misconfigured("client-fault"),
    };

    private static SendOutcome OfAnswer(AmazonServiceException answer, int status) => status switch
    {
        // The answer was good and could not be read.
        < 300 => new SendOutcome.Uncertain("answer-unreadable"),
        >= 500 or 408 => new SendOutcome.Uncertain($"ses-{status}"),
        429 or 400 when Is(answer, "LimitExceededException") || Speaks(answer, "Daily message quota exceeded") => new SendOutcome.QuotaSpent("daily-quota"),
        429 => new SendOutcome.Throttled("throttled"),
        400 => OfBadRequest(answer),
        401 or 403 => new SendOutcome.Misconfigured("access-denied"),
        404 => new SendOutcome.Misconfigured("ses-not-found"),

        // Not SES's own: a proxy or a wrong endpoint.
        _ => new SendOutcome.Misconfigured($"not-ses-{status}"),
    };

    private static SendOutcome OfBadRequest(AmazonServiceException answer) => answer.ErrorCode switch
    {
        "SendingPausedException" => new SendOutcome.AccountStopped("ses-sending-paused"),
        "AccountSuspendedException" => new SendOutcome.AccountStopped("ses-account-suspended"),
        "MailFromDomainNotVerifiedException" => new SendOutcome.Misconfigured("mail-from-not-verified"),
        "NotFoundException" => new SendOutcome.Misconfigured("ses-not-found"),
        "MessageRejected" when Speaks(answer, "not verified") => new SendOutcome.Misconfigured("identity-not-verified"),
        "MessageRejected" => new SendOutcome.Rejected("message-rejected"),
        { } code when Throttles.Contains(code) || Speaks(answer, "Maximum sending rate exceeded") => new SendOutcome.Throttled("throttled"),
        { } code when NoAccess.Contains(code) => new SendOutcome.Misconfigured("access-denied"),
        _ => new SendOutcome.Rejected("bad-request"),
    };

    private static bool Is(AmazonServiceException answer, string code) => string.Equals(answer.ErrorCode, code, StringComparison.Ordinal);

    private static bool Speaks(AmazonServiceException answer, string words) => answer.Message?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsTimeout(Exception fault) => Chain(fault).Any(cause => cause is OperationCanceledException or TimeoutException);

    private static bool IsNetwork(Exception fault) => Chain(fault).Any(cause => cause is HttpRequestException or IOException);

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
