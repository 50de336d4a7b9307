namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>The calls of SES v2 that this product makes, named as in AWSSDK.SimpleEmailV2.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html</remarks>
internal interface IAmazonSimpleEmailServiceV2 : IDisposable
{
    /// <summary>Hands one mail over. There is no idempotency token: calling twice is sending twice.</summary>
    Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default);

    Task<GetAccountResponse> GetAccountAsync(GetAccountRequest request, CancellationToken cancellationToken = default);

    Task<CreateEmailIdentityResponse> CreateEmailIdentityAsync(CreateEmailIdentityRequest request, CancellationToken cancellationToken = default);

    Task<ListEmailIdentitiesResponse> ListEmailIdentitiesAsync(ListEmailIdentitiesRequest request, CancellationToken cancellationToken = default);

    Task<GetEmailIdentityResponse> GetEmailIdentityAsync(GetEmailIdentityRequest request, CancellationToken cancellationToken = default);
}
