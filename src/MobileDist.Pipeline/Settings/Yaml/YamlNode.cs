using System.Collections.Immutable;

namespace MobileDist.Pipeline.Settings.Yaml;

/// <summary>One value of a settings file with the place where it stands, so that every fault can point at it.</summary>
internal abstract record YamlNode(YamlPosition Position)
{
    /// <summary>What people call this kind of value.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether nothing stands there: <c>key:</c>, <c>~</c> or <c>null</c>.</summary>
    public virtual bool IsNothing => false;

    internal sealed record Scalar(YamlPosition Position, string Text, bool IsPlain) : YamlNode(Position)
    {
        public override string Kind => "a text";

        public override bool IsNothing => IsPlain && Text is "" or "~" or "null";
    }

    internal sealed record Sequence(YamlPosition Position, ImmutableArray<YamlNode> Items) : YamlNode(Position)
    {
        public override string Kind => "a list";
    }

    internal sealed record Mapping(YamlPosition Position, ImmutableArray<YamlEntry> Entries) : YamlNode(Position)
    {
        public override string Kind => "a section with keys";

        /// <summary>The value of a key; null when the key is not there.</summary>
        public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal))?.Value;
    }
}
