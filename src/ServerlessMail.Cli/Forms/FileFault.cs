namespace ServerlessMail.Cli.Forms;

/// <summary>One thing that is wrong in a file.</summary>
/// <param name="Line">1 for the first.</param>
/// <param name="Column">1 for the first.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
internal sealed record FileFault(long Line, long Column, string Message);
