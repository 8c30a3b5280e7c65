using System.Text;

namespace MobileDist.Build;

/// <summary>An output that shares the terminal with a <see cref="LiveLine"/>.</summary>
internal sealed class LiveLineWriter(TextWriter inner, LiveLine live) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            live.WriteAround(inner, value);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Flush() => inner.Flush();
}
