using System.Collections.Immutable;

namespace MobileDist.Pipeline.Settings.Declaration;

/// <summary>What a value in the settings file looks like; the reader and the JSON schema are drawn from the same shapes.</summary>
internal abstract record SettingsShape
{
    private SettingsShape()
    {
    }

    /// <summary>What is valid, for messages: <c>true or false</c>.</summary>
    public abstract string Valid { get; }

    /// <summary>A text in which <c>${NAME}</c> stands for an environment variable.</summary>
    internal sealed record Text(string Valid) : SettingsShape
    {
        public override string Valid { get; } = Valid;
    }

    /// <summary>A text that is taken as it stands: the shell expands it, not we.</summary>
    internal sealed record Verbatim(string Valid) : SettingsShape
    {
        public override string Valid { get; } = Valid;
    }

    /// <summary>Nothing but <c>${NAME}</c>: a secret that must not stand in the file.</summary>
    internal sealed record SecretReference : SettingsShape
    {
        public override string Valid => "${NAME}, the name of an environment variable";
    }

    internal sealed record Flag : SettingsShape
    {
        public override string Valid => "true or false";
    }

    /// <summary><c>90s</c>, <c>30m</c>, <c>2h</c>.</summary>
    internal sealed record Duration : SettingsShape
    {
        public override string Valid => "a number with s, m or h: 90s, 30m, 2h";
    }

    /// <summary>One or several of a closed list; <paramref name="Alone"/> stands for a choice of our own.</summary>
    internal sealed record Choices(ImmutableArray<string> Values, string? Alone = null) : SettingsShape
    {
        public override string Valid => Alone is null ? Values.Length == 1 ? Values[0] : $"one or a list of {Listing}" : $"'{Alone}', or a list of {Listing}";

        private string Listing => string.Join(", ", Values);
    }

    /// <summary>Exactly one of a closed list.</summary>
    internal sealed record Choice(ImmutableArray<string> Values) : SettingsShape
    {
        public override string Valid => string.Join(", ", Values);
    }

    /// <summary>One text or a list of texts.</summary>
    internal sealed record Texts(string Valid) : SettingsShape
    {
        public override string Valid { get; } = Valid;
    }

    /// <summary>Environment variables: free names, text values.</summary>
    internal sealed record Variables : SettingsShape
    {
        public override string Valid => "NAME: value pairs";
    }

    /// <summary>A section with known keys; with a shorthand, a plain text stands for that one key.</summary>
    internal sealed record Section(ImmutableArray<SettingsKey> Keys, string? Shorthand = null) : SettingsShape
    {
        public override string Valid => $"a section with the keys {string.Join(", ", Keys.Select(key => key.Name))}";

        public SettingsKey Key(string name) => Keys.First(key => string.Equals(key.Name, name, StringComparison.Ordinal));
    }

    /// <summary>A list of sections.</summary>
    internal sealed record Sections(string What, Section Each) : SettingsShape
    {
        public override string Valid => $"a list with one section per {What}";
    }

    /// <summary>Sections under names that the user gives.</summary>
    internal sealed record Named(string What, string NamePattern, string NameValid, Section Each) : SettingsShape
    {
        public override string Valid => $"a section with one key per {What}";
    }
}
