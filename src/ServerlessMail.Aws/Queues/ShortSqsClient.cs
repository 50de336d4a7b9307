using Amazon.Runtime.Internal;
using Amazon.SQS;
using ServerlessMail.Aws.Http;

namespace ServerlessMail.Aws.Queues;

/// <summary>AWS's client with a shorter pipeline.</summary>
internal sealed class ShortSqsClient(AmazonSQSConfig config) : AmazonSQSClient(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Shorten();
    }
}
