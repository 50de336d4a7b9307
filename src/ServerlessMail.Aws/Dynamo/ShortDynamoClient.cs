using Amazon.DynamoDBv2;
using Amazon.Runtime.Internal;
using ServerlessMail.Aws.Http;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>AWS's client with a shorter pipeline.</summary>
internal sealed class ShortDynamoClient(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Shorten();
    }
}
