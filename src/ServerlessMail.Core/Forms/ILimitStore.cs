namespace ServerlessMail.Core.Forms;

/// <summary>Counters with an end. Thread-safe.</summary>
public interface ILimitStore
{
    /// <summary>Counts one use of a key within a window, unless <paramref name="most"/> were counted already.</summary>
    /// <param name="key">What is limited: a form, or a form and a client's digest.</param>
    /// <param name="window">The window's name; a new window counts from zero.</param>
    /// <param name="most">How many uses a window has.</param>
    /// <param name="expires">When the counter may be forgotten.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>False when the window is used up.</returns>
    Task<bool> TryCountAsync(string key, string window, int most, DateTimeOffset expires, CancellationToken ct);
}
