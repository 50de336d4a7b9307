using Amazon.Runtime;
using Amazon.S3;
using ServerlessMail.Aws.Attachments;
using ServerlessMail.Aws.Http;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Attachments;

public sealed class S3AttachmentsTests : AttachmentStoreContract, IClassFixture<LocalS3>, IDisposable
{
    private readonly List<string> _tags = [];
    private readonly AmazonS3Client _s3;

    public S3AttachmentsTests(LocalS3 emulator)
    {
        var config = S3Client.Config(TimeProvider.System);
        config.ServiceURL = emulator.Endpoint.AbsoluteUri;
        config.AuthenticationRegion = "eu-central-1";
        config.HttpClientFactory = new FreshHttp(TimeProvider.System, connections => new TagsSeen(connections, _tags));
        _s3 = new AmazonS3Client(new BasicAWSCredentials("test", "test"), config);
        Store = new S3Attachments(_s3, LocalS3.Bucket, TimeProvider.System);
    }

    protected override IAttachmentStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _s3.Dispose();
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(6.9, 7)]
    [InlineData(8, 30)]
    [InlineData(89.99, 90)]
    [InlineData(91, 180)]
    [InlineData(399, 400)]
    [InlineData(900, 400)]
    public async Task An_object_bears_the_days_that_it_is_kept_as_the_lifecycle_knows_them(double days, int tagged)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = SampleMail.Id(now);
        await Store.PutAsync(id, 3, "x"u8.ToArray(), now.AddDays(days), Ct);

        Assert.Equal([$"/attachments/{id}/3 {KeptDays.Tag}={tagged}"], _tags);
    }

    /// <summary>The emulator keeps no tags that come with an object.</summary>
    private sealed class TagsSeen(HttpMessageHandler connections, List<string> tags) : DelegatingHandler(connections)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.TryGetValues("x-amz-tagging", out var values))
                tags.Add($"{request.RequestUri?.AbsolutePath} {string.Join(',', values)}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
