using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Local.Ses;

/// <summary>An error as SES v2 answers it: HTTP status, the error's type in a header, a message for people in the body.</summary>
/// <remarks>
/// The names are those of SES v2 (rest-json), not of the older query API: https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html
/// and the errors of each call.
/// </remarks>
internal sealed record SesError(int Status, string Type, string Message)
{
    public static SesError BadRequest(string message) => new(StatusCodes.Status400BadRequest, "BadRequestException", message);

    public static SesError Malformed() => new(StatusCodes.Status400BadRequest, "SerializationException", "The request body is not the JSON of this operation.");

    public static SesError Rejected(string message) => new(StatusCodes.Status400BadRequest, "MessageRejected", message);

    /// <summary>All identities that failed, as SES names them all at once.</summary>
    public static SesError NotVerified(string region, IEnumerable<string> identities) => Rejected(
        $"Email address is not verified. The following identities failed the check in region {region.ToUpperInvariant()}: {string.Join(", ", identities)}");

    public static SesError SendingPaused() =>
        new(StatusCodes.Status400BadRequest, "SendingPausedException", "Email sending is disabled for this account.");

    public static SesError AccountSuspended() => new(
        StatusCodes.Status400BadRequest, "AccountSuspendedException", "The account's ability to send email has been permanently restricted.");

    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html has both texts; in SES v2 they come with this type.</summary>
    public static SesError TooFast() => TooMany("Maximum sending rate exceeded.");

    public static SesError DaySpent() => TooMany("Daily message quota exceeded.");

    public static SesError NotFound(string message) => new(StatusCodes.Status404NotFound, "NotFoundException", message);

    public static SesError UnknownOperation() => new(StatusCodes.Status404NotFound, "UnknownOperationException", "The simulator does not know this operation.");

    public static SesError AlreadyExists(string message) => new(StatusCodes.Status400BadRequest, "AlreadyExistsException", message);

    /// <summary>https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html</summary>
    public static SesError InternalFailure() => new(
        StatusCodes.Status500InternalServerError, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure.");

    public static SesError TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLargeException", "The request is larger than 42 MB.");

    public static SesError MissingToken() => new(StatusCodes.Status403Forbidden, "MissingAuthenticationTokenException", "Missing Authentication Token");

    public static SesError IncompleteSignature(string message) => new(StatusCodes.Status403Forbidden, "IncompleteSignatureException", message);

    public static SesError UnknownKey() =>
        new(StatusCodes.Status403Forbidden, "UnrecognizedClientException", "The security token included in the request is invalid.");

    public static SesError InvalidSignature(string message) => new(StatusCodes.Status403Forbidden, "InvalidSignatureException", message);

    private static SesError TooMany(string message) => new(StatusCodes.Status429TooManyRequests, "TooManyRequestsException", message);
}
