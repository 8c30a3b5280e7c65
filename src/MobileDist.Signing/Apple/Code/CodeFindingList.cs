using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Collects findings about one slice, or about the whole file; bounded, however broken the file is.</summary>
internal sealed class CodeFindingList
{
    private const int Most = 200;

    private readonly ImmutableArray<CodeFinding>.Builder _findings;
    private readonly string _file;
    private readonly string? _slice;

    public CodeFindingList(string file)
        : this(file, null, ImmutableArray.CreateBuilder<CodeFinding>())
    {
    }

    private CodeFindingList(string file, string? slice, ImmutableArray<CodeFinding>.Builder findings)
    {
        _file = file;
        _slice = slice;
        _findings = findings;
    }

    /// <summary>The same list for findings about one slice.</summary>
    public CodeFindingList Of(string slice) => new(_file, slice, _findings);

    public ImmutableArray<CodeFinding> ToImmutable() => _findings.ToImmutable();

    /// <param name="kind">What kind of thing.</param>
    /// <param name="what">Half a sentence that goes on after the file's name.</param>
    public void Add(CodeFindingKind kind, string what)
    {
        if (_findings.Count < Most)
        {
            var subject = _slice is null ? $"'{_file}'" : $"'{_file}' ({_slice})";
            _findings.Add(new CodeFinding(kind, FindingText.Of($"{subject}: {what}."), _slice));
        }
    }

    /// <summary>Takes over what a reader said of bytes that it refused.</summary>
    public void Add(CodeFindingKind kind, DistributionException refusal) => Add(kind, refusal.Faults[0].Headline.TrimEnd('.'));
}
