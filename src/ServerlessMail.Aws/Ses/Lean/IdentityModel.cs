using Amazon.Runtime;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>Begins the verification of an address or a domain: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html.</summary>
internal sealed class CreateEmailIdentityRequest : AmazonWebServiceRequest
{
    public required string EmailIdentity { get; set; }
}

internal sealed class CreateEmailIdentityResponse : AmazonWebServiceResponse
{
    public bool? VerifiedForSendingStatus { get; set; }
}

/// <summary>Asks how far a verification is: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html.</summary>
internal sealed class GetEmailIdentityRequest : AmazonWebServiceRequest
{
    public required string EmailIdentity { get; set; }
}

internal sealed class GetEmailIdentityResponse : AmazonWebServiceResponse
{
    public bool? VerifiedForSendingStatus { get; set; }

    /// <summary>PENDING, SUCCESS, FAILED, TEMPORARY_FAILURE or NOT_STARTED.</summary>
    public string? VerificationStatus { get; set; }
}

/// <summary>Lists the identities, page by page: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html.</summary>
internal sealed class ListEmailIdentitiesRequest : AmazonWebServiceRequest
{
    /// <summary>Up to 1000.</summary>
    public int? PageSize { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class ListEmailIdentitiesResponse : AmazonWebServiceResponse
{
    public List<IdentityInfo>? EmailIdentities { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class IdentityInfo
{
    public required string IdentityName { get; set; }

    public bool? SendingEnabled { get; set; }

    /// <summary>PENDING, SUCCESS, FAILED, TEMPORARY_FAILURE or NOT_STARTED.</summary>
    public string? VerificationStatus { get; set; }
}
