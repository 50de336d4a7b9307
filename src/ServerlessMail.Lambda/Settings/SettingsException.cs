namespace ServerlessMail.Lambda.Settings;

/// <summary>The function's environment is wrong. The message names every fault at once.</summary>
internal sealed class SettingsException(IReadOnlyList<string> faults) : Exception($"The function's environment is wrong. {string.Join(' ', faults)}")
{
    public IReadOnlyList<string> Faults => faults;
}
