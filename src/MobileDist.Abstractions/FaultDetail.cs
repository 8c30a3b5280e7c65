namespace MobileDist;

/// <summary>A fact beside a <see cref="Fault"/>, such as <c>file</c> and <c>mobiledist.yml</c>.</summary>
public sealed record FaultDetail(string Name, string Value);
