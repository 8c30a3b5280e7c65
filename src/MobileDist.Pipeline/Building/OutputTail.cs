namespace MobileDist.Pipeline.Building;

/// <summary>The last lines that a command wrote, for the message when it fails.</summary>
internal sealed class OutputTail(int lines)
{
    private readonly Queue<string> _last = new(lines);
    private readonly Lock _gate = new();

    public void Add(string line)
    {
        lock (_gate)
        {
            if (_last.Count == lines)
            {
                _last.Dequeue();
            }

            _last.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _last);
        }
    }
}
