using System.Buffers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>One call as an HTTP request: method, path and JSON body (rest-json).</summary>
internal sealed class SesCall : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private readonly string _method;
    private readonly string _path;
    private readonly (string Name, string Value)? _label;
    private readonly Action<Utf8JsonWriter>? _body;
    private readonly IReadOnlyList<(string Name, string Value)> _query;

    private SesCall(string method, string path, (string, string)? label, Action<Utf8JsonWriter>? body, IReadOnlyList<(string, string)> query) =>
        (_method, _path, _label, _body, _query) = (method, path, label, body, query);

    /// <summary>A GET; the label is the part of the path that a value stands for.</summary>
    public static SesCall Get(string path, (string Name, string Value)? label = null) => new("GET", path, label, null, []);

    /// <summary>A GET with a query.</summary>
    public static SesCall Get(string path, IReadOnlyList<(string Name, string Value)> query) => new("GET", path, null, null, query);

    public static SesCall Post(string path, Action<Utf8JsonWriter> body) => new("POST", path, null, body, []);

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.SimpleEmailV2") { HttpMethod = _method, ResourcePath = _path };
        if (_label is { } label)
            request.AddPathResource(label.Name, label.Value);
        foreach (var (name, value) in _query)
        {
            request.Parameters.Add(name, value);
            request.UseQueryString = true;
        }

        if (_body is not null)
        {
            request.Headers["Content-Type"] = "application/json";
            request.Content = Body();
        }

        return request;
    }

    private byte[] Body()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            _body?.Invoke(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
