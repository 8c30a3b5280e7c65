namespace Cake.Frosting.Tests;

/// <summary>What happened, in order. Tasks get it by constructor injection.</summary>
public sealed class Journal
{
    private readonly List<string> _entries = [];

    public string Text => string.Join(' ', _entries);

    public void Add(string entry) => _entries.Add(entry);
}
