using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ServerlessMail.LambdaHost.HttpApi;

/// <summary>Reads an event of payload format 2.0 in one pass, straight into the request.</summary>
internal ref struct HttpApiEvent
{
    private const string DefaultStage = "$default";

    private Utf8JsonReader _json;
    private readonly HttpApiRequest _request = new();
    private string? _version;
    private string? _rawPath;
    private string? _httpPath;
    private string? _stage;
    private string? _domain;
    private List<string>? _cookies;
    private byte[] _body = [];
    private int _bodyLength;
    private bool _isBase64;

    private HttpApiEvent(ReadOnlySpan<byte> payload) => _json = new Utf8JsonReader(payload);

    /// <summary>Reads an event.</summary>
    /// <exception cref="InvalidEventException">It is none: empty, cut off, of another source or format, or its body is not the Base64 that it says.</exception>
    public static HttpApiRequest Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            throw new InvalidEventException("The event is empty.");
        var reader = new HttpApiEvent(payload);
        try
        {
            reader.ReadAll();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The reader's exceptions can repeat what stands there; the place is enough.
            throw new InvalidEventException("The event is not JSON of payload format 2.0, or was cut off.", fault);
        }

        if (reader._version != "2.0")
            throw new InvalidEventException("The event is not of payload format 2.0: it does not come from an HTTP API with that format or a Function URL.");
        return reader.Complete();
    }

    private void ReadAll()
    {
        Expect(_json.Read() && _json.TokenType == JsonTokenType.StartObject);
        while (NextName())
        {
            if (_json.ValueTextEquals("version"u8))
                _version = Text();
            else if (_json.ValueTextEquals("rawPath"u8))
                _rawPath = Text();
            else if (_json.ValueTextEquals("rawQueryString"u8))
                _request.QueryString = Text() is { Length: > 0 } query ? "?" + query : "";
            else if (_json.ValueTextEquals("cookies"u8))
                ReadCookies();
            else if (_json.ValueTextEquals("headers"u8))
                ReadHeaders();
            else if (_json.ValueTextEquals("requestContext"u8))
                ReadContext();
            else if (_json.ValueTextEquals("body"u8))
                ReadBody();
            else if (_json.ValueTextEquals("isBase64Encoded"u8))
                ReadIsBase64();
            else
                Skip();
        }

        // What follows a whole object is not ours.
        Expect(!_json.Read());
    }

    private void ReadContext()
    {
        if (!IsObject())
            return;
        while (NextName())
        {
            if (_json.ValueTextEquals("http"u8))
                ReadHttp();
            else if (_json.ValueTextEquals("stage"u8))
                _stage = Text();
            else if (_json.ValueTextEquals("domainName"u8))
                _domain = Text();
            else
                Skip();
        }
    }

    private void ReadHttp()
    {
        if (!IsObject())
            return;
        while (NextName())
        {
            if (_json.ValueTextEquals("method"u8))
                _request.Method = Text() is { Length: > 0 } method ? method : HttpMethods.Get;
            else if (_json.ValueTextEquals("path"u8))
                _httpPath = Text();
            else if (_json.ValueTextEquals("protocol"u8))
                _request.Protocol = Text() is { Length: > 0 } protocol ? protocol : _request.Protocol;
            else if (_json.ValueTextEquals("sourceIp"u8))
                _request.RemoteIpAddress = IPAddress.TryParse(Text(), out var address) ? address : null;
            else
                Skip();
        }
    }

    private void ReadHeaders()
    {
        if (!IsObject())
            return;
        while (NextName())
        {
            var name = _json.GetString() ?? "";
            // The gateway has joined what came several times with commas, as RFC 9110 §5.3 allows; it stays one value.
            if (Text() is { } value && name.Length > 0 && !_request.Headers.TryAdd(name, value))
                _request.Headers.Append(name, value);
        }
    }

    private void ReadCookies()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            _json.Skip();
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType == JsonTokenType.String && _json.GetString() is { Length: > 0 } cookie)
                (_cookies ??= []).Add(cookie);
            else
                _json.Skip();
        }
    }

    private void ReadIsBase64()
    {
        _json.Read();
        _isBase64 = _json.TokenType == JsonTokenType.True;
        _json.Skip();
    }

    private void ReadBody()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.String)
        {
            _bodyLength = 0;
            _json.Skip();
            return;
        }

        // Unescaped it is never longer than it stands there.
        _body = new byte[_json.ValueSpan.Length];
        _bodyLength = _json.CopyString(_body);
    }

    private readonly HttpApiRequest Complete()
    {
        var rawPath = (_rawPath ?? _httpPath) is { Length: > 0 } path ? path : "/";
        _request.RawTarget = rawPath + _request.QueryString;
        (_request.PathBase, _request.Path) = Split(Decode(rawPath[0] == '/' ? rawPath : "/" + rawPath), _stage);
        if (_cookies is not null)
            _request.Headers.Cookie = string.Join("; ", _cookies);
        if (_request.Headers.Host.Count == 0 && _domain is { Length: > 0 })
            _request.Headers.Host = _domain;
        // The gateway sets it, whatever the client sent.
        if (_request.Headers["X-Forwarded-Proto"].ToString() is var scheme && scheme is "http" or "https")
            _request.Scheme = scheme;
        var length = _isBase64 ? DecodeBody() : _bodyLength;
        _request.CanHaveBody = length > 0;
        if (length > 0)
            _request.Body = new MemoryStream(_body, 0, length, writable: false);
        // What the client said is of what it sent; the gateway may have unpacked chunks.
        if (length > 0 || _request.Headers.ContainsKey("Content-Length"))
            _request.Headers.ContentLength = length;
        _request.Headers.Remove("Transfer-Encoding");
        return _request;
    }

    private readonly int DecodeBody() => Base64.DecodeFromUtf8InPlace(_body.AsSpan(0, _bodyLength), out var length) == OperationStatus.Done
        ? length
        : throw new InvalidEventException("The body is not Base64, though the event says so.");

    /// <summary>Any stage but the default one begins the path, as a segment of its own.</summary>
    private static (string PathBase, string Path) Split(string path, string? stage)
    {
        if (stage is not { Length: > 0 } || stage == DefaultStage)
            return ("", path);
        var prefix = "/" + stage;
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
            return ("", path);
        return path.Length == prefix.Length ? (prefix, "/") : path[prefix.Length] == '/' ? (prefix, path[prefix.Length..]) : ("", path);
    }

    /// <summary>
    /// As Kestrel does it: an encoded slash stays encoded, so that it divides nothing. Kestrel refuses an encoded NUL; a path with one stays as it came here,
    /// so that no route has it and whoever sends it gets an answer.
    /// </summary>
    private static string Decode(string path) => path.Contains('%', StringComparison.Ordinal) && !path.Contains("%00", StringComparison.Ordinal)
        ? PathString.FromUriComponent(path).Value ?? "/"
        : path;

    private bool NextName()
    {
        Expect(_json.Read());
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>The value as text; null for anything else, which is passed over.</summary>
    private string? Text()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.String)
            return _json.GetString();
        _json.Skip();
        return null;
    }

    private bool IsObject()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartObject)
            return true;
        _json.Skip();
        return false;
    }

    private void Skip()
    {
        _json.Read();
        _json.Skip();
    }

    private static void Expect(bool holds)
    {
        if (!holds)
            throw new JsonException();
    }
}
