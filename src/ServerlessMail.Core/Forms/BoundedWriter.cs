using System.Text;

namespace ServerlessMail.Core.Forms;

/// <summary>Keeps the first characters written to it and drops the rest, so that no template can fill the memory.</summary>
internal sealed class BoundedWriter(int most) : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        if (_text.Length < most)
            _text.Append(value);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => _text.Append(buffer[..Math.Min(buffer.Length, most - _text.Length)]);

    public override string ToString() => _text.ToString();
}
