using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace ServerlessMail.Lambda.Api;

/// <summary>The events and answers of an HTTP API, for AWS's serializer, which brings the options.</summary>
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class HttpApiJson : JsonSerializerContext;
