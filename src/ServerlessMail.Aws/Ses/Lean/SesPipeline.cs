using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>The service's name in user agent and telemetry.</summary>
internal sealed class SesMetadata : IServiceMetadata
{
    public string ServiceId => AmazonSimpleEmailServiceV2Config.Id;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}

/// <summary>Every call goes to the one endpoint that the settings name.</summary>
internal sealed class SesEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        new SesEndpointParameters((AmazonSimpleEmailServiceV2Config)requestContext.ClientConfig);
}

internal sealed class SesEndpointParameters(AmazonSimpleEmailServiceV2Config config) : EndpointParameters
{
    public AmazonSimpleEmailServiceV2Config Config => config;
}

internal sealed class SesEndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters) => ((SesEndpointParameters)parameters).Config.Endpoint();
}

/// <summary>Every call is signed with Signature Version 4.</summary>
internal sealed class SesAuthResolver : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
