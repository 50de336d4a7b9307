namespace ServerlessMail.Cli.Output;

/// <summary>Text and what it means.</summary>
internal readonly record struct Piece(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Piece(string text) => new(text);

    public static implicit operator Piece((string Text, Tone Tone) piece) => new(piece.Text, piece.Tone);
}
