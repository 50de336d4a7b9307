using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>
/// SES v2 on AWSSDK.Core, which brings credentials, region, Signature Version 4, HTTP and errors. Names and members are those of
/// AWSSDK.SimpleEmailV2, so that either compiles. Thread-safe.
/// </summary>
internal sealed class AmazonSimpleEmailServiceV2Client : AmazonServiceClient, IAmazonSimpleEmailServiceV2
{
    private static readonly IServiceMetadata Metadata = new SesMetadata();

    /// <summary>Finds credentials where every AWS client looks for them.</summary>
    public AmazonSimpleEmailServiceV2Client(AmazonSimpleEmailServiceV2Config config)
        : base(config)
    {
    }

    public AmazonSimpleEmailServiceV2Client(AWSCredentials credentials, AmazonSimpleEmailServiceV2Config clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SendEmailResponse>(
            request,
            SesCall.Post("/v2/email/outbound-emails", json => SendEmailJson.Write(json, request)),
            new SesAnswer(json => new SendEmailResponse { MessageId = json.Text("MessageId") }),
            cancellationToken);

    public Task<GetAccountResponse> GetAccountAsync(GetAccountRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetAccountResponse>(request, SesCall.Get("/v2/email/account"), new SesAnswer(AccountJson.Read), cancellationToken);

    public Task<CreateEmailIdentityResponse> CreateEmailIdentityAsync(CreateEmailIdentityRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateEmailIdentityResponse>(
            request,
            SesCall.Post("/v2/email/identities", json => json.WriteString("EmailIdentity", request.EmailIdentity)),
            new SesAnswer(json => new CreateEmailIdentityResponse { VerifiedForSendingStatus = json.Flag("VerifiedForSendingStatus") }),
            cancellationToken);

    public Task<ListEmailIdentitiesResponse> ListEmailIdentitiesAsync(ListEmailIdentitiesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListEmailIdentitiesResponse>(
            request, SesCall.Get("/v2/email/identities", IdentitiesJson.Query(request)), new SesAnswer(IdentitiesJson.Read), cancellationToken);

    public Task<GetEmailIdentityResponse> GetEmailIdentityAsync(GetEmailIdentityRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetEmailIdentityResponse>(
            request,
            SesCall.Get("/v2/email/identities/{EmailIdentity}", ("{EmailIdentity}", request.EmailIdentity)),
            new SesAnswer(json => new GetEmailIdentityResponse
            {
                VerifiedForSendingStatus = json.Flag("VerifiedForSendingStatus"),
                VerificationStatus = json.Text("VerificationStatus"),
            }),
            cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SesEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SesAuthResolver());
    }

    private Task<TResponse> InvokeAsync<TResponse>(AmazonWebServiceRequest request, SesCall call, SesAnswer answer, CancellationToken ct)
        where TResponse : AmazonWebServiceResponse, new() =>
        base.InvokeAsync<TResponse>(request, new InvokeOptions { RequestMarshaller = call, ResponseUnmarshaller = answer }, ct);
}
