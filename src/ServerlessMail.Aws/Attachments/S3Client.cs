using Amazon.Runtime;
using Amazon.S3;
using ServerlessMail.Aws.Http;

namespace ServerlessMail.Aws.Attachments;

internal static class S3Client
{
    /// <summary>Files of 4 MB are written within a second; who waits longer waits for a dead connection.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <summary>A client whose region, endpoint and credentials follow the SDK's own rules. To write or read an object again is safe.</summary>
    public static IAmazonS3 FromEnvironment(TimeProvider time) => new AmazonS3Client(Config(time));

    internal static AmazonS3Config Config(TimeProvider time) => new()
    {
        RetryMode = RequestRetryMode.Standard,
        Timeout = Timeout,
        HttpClientFactory = new FreshHttp(time),
        EndpointProvider = new S3Endpoint(),
        // The message holds each content's SHA-256, which is compared when it comes back.
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    };
}
