namespace MobileDist.Build;

/// <summary>
/// The command line, read as the host's parser reads it, so that what is wrong with it can be said in our words and
/// before anything is started.
/// </summary>
public sealed class CommandLine
{
    private CommandLine(IReadOnlyList<CommandLineOption> options, IReadOnlyList<string> strays, IReadOnlyList<string> passedThrough)
    {
        Options = options;
        Strays = strays;
        PassedThrough = passedThrough;
    }

    /// <summary>The options in their order, names without dashes.</summary>
    public IReadOnlyList<CommandLineOption> Options { get; }

    /// <summary>Words that belong to no option.</summary>
    public IReadOnlyList<string> Strays { get; }

    /// <summary>Everything after <c>--</c>.</summary>
    public IReadOnlyList<string> PassedThrough { get; }

    /// <summary>Whether all that is wanted is to read what can be asked for.</summary>
    public bool AsksForHelp => Options.Any(option => option.Is("help", "h"));

    public static CommandLine Read(IReadOnlyList<string> arguments)
    {
        var own = arguments.TakeWhile(argument => !string.Equals(argument, "--", StringComparison.Ordinal)).ToList();
        var options = new List<CommandLineOption>();
        var strays = new List<string>();
        for (var index = 0; index < own.Count; index++)
        {
            if (!IsOption(own[index]))
            {
                strays.Add(own[index]);
                continue;
            }

            var option = CommandLineOption.Parse(own[index]);
            if (option is { Value: null, IsFlag: false } && index + 1 < own.Count && !IsOption(own[index + 1]))
            {
                option = option with { Value = own[++index] };
            }

            options.Add(option);
        }

        return new CommandLine(options, strays, [.. arguments.Skip(own.Count + 1)]);
    }

    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-';
}
