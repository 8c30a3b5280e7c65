using Spectre.Console;

namespace MobileDist.Build;

/// <summary>The console that Cake draws its report on, over our terminal.</summary>
internal static class TerminalAnsiConsole
{
    public static IAnsiConsole For(Terminal terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.Facts.UsesColour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.Facts.UsesColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        console.Profile.Width = terminal.Facts.IsInteractive ? terminal.Width : Math.Min(terminal.Width, 100);
        return console;
    }
}
