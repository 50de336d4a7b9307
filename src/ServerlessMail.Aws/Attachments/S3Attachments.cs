using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Attachments;

/// <summary>Contents in a bucket: one object for each, named by its message and number, and tagged with how long it is kept (<see cref="KeptDays"/>).</summary>
internal sealed class S3Attachments(IAmazonS3 s3, string bucket, TimeProvider time) : IAttachmentStore
{
    public bool IsThere => true;

    public async Task PutAsync(MessageId message, int index, ReadOnlyMemory<byte> content, DateTimeOffset expires, CancellationToken ct)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = Key(message, index),
                InputStream = stream,
                AutoCloseStream = false,
                UseChunkEncoding = false,
                ContentType = "application/octet-stream",
                TagSet = [new Tag { Key = KeptDays.Tag, Value = KeptDays.For(expires - time.GetUtcNow()).ToString(CultureInfo.InvariantCulture) }],
            },
            ct);
    }

    public async Task<ReadOnlyMemory<byte>?> FindAsync(MessageId message, int index, CancellationToken ct)
    {
        try
        {
            using var answer = await s3.GetObjectAsync(bucket, Key(message, index), ct);
            using var content = new MemoryStream((int)answer.ContentLength);
            await answer.ResponseStream.CopyToAsync(content, ct);
            return content.ToArray();
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task DeleteAsync(MessageId message, CancellationToken ct) =>
        await Task.WhenAll(Enumerable.Range(0, FormAttachments.MostFiles).Select(index => s3.DeleteObjectAsync(bucket, Key(message, index), ct)));

    private static string Key(MessageId message, int index) => string.Create(CultureInfo.InvariantCulture, $"{message}/{index}");
}
