using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>Settings of the client: those of every AWS client, and <c>AWS_ENDPOINT_URL_SESV2</c> from the environment.</summary>
internal sealed class AmazonSimpleEmailServiceV2Config : ClientConfig
{
    internal const string Id = "SESv2";

    public AmazonSimpleEmailServiceV2Config()
        : base(new DefaultConfigurationProvider([new Defaults()]))
    {
        ServiceId = Id;
        AuthenticationServiceName = "ses";
        EndpointProvider = new SesEndpointProvider();
    }

    public new string ServiceId
    {
        get => base.ServiceId;
        private set => base.ServiceId = value;
    }

    public override string RegionEndpointServiceName => "email";

    public override string ServiceVersion => "2019-09-27";

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(Id, "1.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => Endpoint();

    /// <summary>The endpoint of the region, unless <see cref="ClientConfig.ServiceURL"/> or the environment names one.</summary>
    internal Endpoint Endpoint()
    {
        if (!string.IsNullOrEmpty(ServiceURL))
            return new Endpoint(ServiceURL);
        var region = RegionEndpoint ?? throw new AmazonClientException("No region is set: set AWS_REGION.");
        return new Endpoint($"https://email{(UseFIPSEndpoint ? "-fips" : "")}.{region.SystemName}.{(UseDualstackEndpoint ? "api.aws" : region.PartitionDnsSuffix)}");
    }

    private sealed class Defaults : IDefaultConfiguration
    {
        public DefaultConfigurationMode Name => DefaultConfigurationMode.Standard;

        public RequestRetryMode RetryMode => RequestRetryMode.Standard;

        public S3UsEast1RegionalEndpointValue S3UsEast1RegionalEndpoint => S3UsEast1RegionalEndpointValue.Regional;

        public TimeSpan? ConnectTimeout => TimeSpan.FromSeconds(3.1);

        public TimeSpan? TlsNegotiationTimeout => null;

        public TimeSpan? TimeToFirstByteTimeout => null;

        public TimeSpan? HttpRequestTimeout => null;
    }
}
