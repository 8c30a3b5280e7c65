namespace MobileDist.Pipeline.Settings.Overrides;

/// <summary>The settings that arguments and environment give, before the file is looked at.</summary>
internal sealed class OverrideSet(DistributionInputs inputs)
{
    /// <summary>The winning argument or variable for a name; null when neither is given. An empty variable is not given.</summary>
    public Given? Find(string name)
    {
        var argument = Declared(name);
        if (argument.Kind != DistributionArgumentKind.Secret && inputs.Arguments.TryGetValue(name, out var value))
        {
            return new Given(value, "--" + name, SettingLevel.Argument, inputs.WorkingFolder);
        }

        return Variable(argument.Variable) is { } variable
            ? new Given(variable, argument.Variable, SettingLevel.Environment, inputs.WorkingFolder, FromVariable: true)
            : null;
    }

    /// <summary>A flag; null when it is not given.</summary>
    public bool? Flag(string name, ICollection<Fault> faults)
    {
        var given = Find(name);
        switch (given?.Value.Trim().ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1":
            case "" when given!.Level == SettingLevel.Argument:
                return true;
            case "false" or "0":
                return false;
            default:
                faults.Add(SettingsFaults.InvalidOverride(given!, "true or false"));
                return null;
        }
    }

    /// <summary>The pieces of a comma-separated list, with those that are not valid reported; null when it is not given.</summary>
    public IReadOnlyList<string>? List(string name, IReadOnlyCollection<string> valid, ICollection<Fault> faults)
    {
        if (Find(name) is not { } given)
        {
            return null;
        }

        var names = given.Value.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var unknown in names.Where(item => !valid.Contains(item, StringComparer.Ordinal)))
        {
            faults.Add(SettingsFaults.UnknownName(given, unknown, valid));
        }

        return [.. names.Intersect(valid, StringComparer.Ordinal)];
    }

    /// <summary>A variable's value; null when it is absent or empty (what CI passes for a secret that it withholds).</summary>
    public string? Variable(string name) => inputs.Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Reports arguments that nobody knows, secrets among the arguments, and arguments without a value.</summary>
    public void CheckArguments(ICollection<Fault> faults)
    {
        foreach (var (name, value) in inputs.Arguments)
        {
            var argument = DistributionArgument.All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal));
            if (argument is null)
            {
                if (!inputs.HostArguments.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    faults.Add(SettingsFaults.UnknownArgument(name, DistributionArgument.All.Select(known => known.Name).Concat(inputs.HostArguments)));
                }
            }
            else if (argument.Kind == DistributionArgumentKind.Secret)
            {
                inputs.Redactor.Register(new Secret(value));
                faults.Add(SettingsFaults.SecretArgument(argument));
            }
            else if (argument.Kind == DistributionArgumentKind.Text && value.Length == 0)
            {
                faults.Add(SettingsFaults.EmptyArgument(argument));
            }
        }
    }

    /// <summary>
    /// Tells the redactor every password and key of the environment, also those that this run has no use for: a build command
    /// can print the variables of the run, and its last lines get into receipt and comment.
    /// </summary>
    public void RegisterSecrets()
    {
        foreach (var argument in DistributionArgument.All.Where(argument => argument.Kind == DistributionArgumentKind.Secret || argument.MayHoldKey))
        {
            if (Variable(argument.Variable) is { } value
                && (!argument.MayHoldKey || KeyMaterialReader.IsHeld(new Given(value, argument.Variable, SettingLevel.Environment, inputs.WorkingFolder, FromVariable: true))))
            {
                inputs.Redactor.Register(new Secret(value));
            }
        }
    }

    private static DistributionArgument Declared(string name) => DistributionArgument.All.First(argument => string.Equals(argument.Name, name, StringComparison.Ordinal));
}
