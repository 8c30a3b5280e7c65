using System.Collections.Immutable;

namespace MobileDist.Pipeline.Settings;

/// <summary>Where a package lies: the first pattern that matches wins.</summary>
/// <param name="Patterns">Paths or patterns, at least one.</param>
/// <param name="Folder">What relative ones start from.</param>
/// <param name="Source">Who said so, for messages: <c>--package</c>, <c>mobiledist.yml</c>.</param>
internal sealed record PackageSource(ImmutableArray<string> Patterns, string Folder, string Source);
