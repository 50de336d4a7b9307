using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>Reads the answer to a call: its JSON, or its error.</summary>
internal sealed class SesAnswer(Func<JsonElement, AmazonWebServiceResponse> read) : JsonResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var json = JsonDocument.Parse(input.Stream);
        return read(json.RootElement);
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonSimpleEmailServiceV2Exception(error.Message, error.InnerException ?? innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
