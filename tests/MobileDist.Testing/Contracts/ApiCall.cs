namespace MobileDist.Testing;

/// <summary>One request with its answer, as it went over the wire.</summary>
public sealed record ApiCall
{
    public required string Method { get; init; }

    /// <summary>Escaped, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>With its question mark, or empty.</summary>
    public string Query { get; init; } = "";

    public string? RequestType { get; init; }

    public byte[] RequestBody { get; init; } = [];

    public int Status { get; init; }

    public string? AnswerType { get; init; }

    public byte[] AnswerBody { get; init; } = [];

    public override string ToString() => $"{Method} {Path}{Query} -> {Status}";
}
