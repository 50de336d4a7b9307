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
    public override Endpoint GetEndpoint(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext;
        return ((AmazonSimpleEmailServiceV2Config)request.ClientConfig).DetermineServiceOperationEndpoint(
            new ServiceOperationEndpointParameters(request.OriginalRequest, request.Request.AlternateEndpoint));
    }
}

/// <summary>Every call is signed with Signature Version 4.</summary>
internal sealed class SesAuthResolver : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
