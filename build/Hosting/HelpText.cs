using MobileDist.Pipeline;

namespace MobileDist.Build;

/// <summary>What Cake's own help does not know: the arguments of the tasks.</summary>
internal static class HelpText
{
    private const int Indent = 4;

    // The column at which Cake's help begins its descriptions.
    private const int Column = 35;

    /// <summary>One paragraph per argument, folded to <paramref name="width"/> columns.</summary>
    public static string Render(int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine();
        text.WriteLine("ARGUMENTS OF THE TARGETS:");
        foreach (var argument in DistributionArgument.All)
        {
            var isSecret = argument.Kind == DistributionArgumentKind.Secret;
            var left = isSecret ? argument.Variable : $"--{argument.Name}{(argument.Kind == DistributionArgumentKind.Flag ? "" : "=VALUE")}";
            var right = isSecret ? $"{argument.Description} In the environment only." : $"{argument.Description} Or {argument.Variable}.";
            WriteFolded(text, left, right, Math.Max(width, Column + 20));
        }

        text.WriteLine();
        text.WriteLine("--description lists the targets.");
        return text.ToString();
    }

    private static void WriteFolded(StringWriter text, string left, string right, int width)
    {
        var line = (new string(' ', Indent) + left).PadRight(Column - 1);
        foreach (var word in right.Split(' '))
        {
            if (line.Length + 1 + word.Length > width)
            {
                text.WriteLine(line);
                // A name that the column has no room for begins further left.
                line = new string(' ', Math.Clamp(width - 1 - word.Length, Indent, Column - 1));
            }

            line += " " + word;
        }

        text.WriteLine(line);
    }
}
