namespace ServerlessMail.LambdaHost;

/// <summary>Reads a function's events and writes its answers. Members as in Amazon.Lambda.Core.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads an event.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes an answer.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
