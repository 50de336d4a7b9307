namespace ServerlessMail.LambdaHost;

/// <summary>An event is not what the function is for: of another source, cut off, or not JSON. Its message repeats nothing of the event.</summary>
public sealed class InvalidEventException : Exception
{
    public InvalidEventException()
        : this("The event is not one that this function is for.")
    {
    }

    public InvalidEventException(string message)
        : base(message)
    {
    }

    public InvalidEventException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
