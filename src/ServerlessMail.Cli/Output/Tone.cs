namespace ServerlessMail.Cli.Output;

/// <summary>What a piece of output means; a terminal shows it as a colour, if at all.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Faint,
    Good,
    Warning,
    Bad,
}
