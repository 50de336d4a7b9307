using Amazon.Runtime.Internal;

namespace ServerlessMail.Aws.Http;

/// <summary>
/// Takes out of an AWS client's pipeline what does nothing here: the steps that raise events nobody listens to, and the discovery of endpoints, which neither
/// DynamoDB nor SQS has. Each step costs every kind of call a generic instantiation at its first use, and each call a state machine.
/// </summary>
internal static class ShortPipeline
{
    /// <summary>Before marshalling, before the request, after the response.</summary>
    private const int Callbacks = 3;

    public static void Shorten(this RuntimePipeline pipeline)
    {
        for (var callback = 0; callback < Callbacks; callback++)
            pipeline.RemoveHandler<CallbackHandler>();
        pipeline.RemoveHandler<ErrorCallbackHandler>();
        pipeline.RemoveHandler<EndpointDiscoveryHandler>();
    }
}
