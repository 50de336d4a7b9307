using Amazon;
using Amazon.Runtime.Endpoints;
using Amazon.S3.Endpoints;

namespace ServerlessMail.Aws.Attachments;

/// <summary>Where a bucket is: at its region's endpoint, or at the one that the environment names, as a part of the path.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html, "path-style": any bucket's name goes, and emulators need it.</remarks>
internal sealed class S3Endpoint : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var asked = (S3EndpointParameters)parameters;
        var region = RegionEndpoint.GetBySystemName(asked.Region);
        var root = asked.Endpoint?.TrimEnd('/') ?? $"https://s3.{region.SystemName}.{region.PartitionDnsSuffix}";
        // Signed as the SDK's own rules say: the path is encoded once.
        return new Endpoint(
            $"{root}/{asked.Bucket}",
            $$"""{"authSchemes":[{"name":"sigv4","signingName":"s3","signingRegion":"{{region.SystemName}}","disableDoubleEncoding":true}]}""",
            "{}");
    }
}
