using Cake.Core.Diagnostics;
using MobileDist.InstallLinks;
using MobileDist.Pipeline;

namespace MobileDist.Build;

/// <summary>Draws the QR codes on the terminal, and says where the comment's text is.</summary>
public sealed class AnnouncementPrinter(Terminal terminal, ICakeLog log)
{
    public void Print(Announcement announcement)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        if (log.Verbosity < Verbosity.Normal)
        {
            return;
        }

        terminal.Out.WriteLine();
        foreach (var link in announcement.Links)
        {
            Print(link.Title, link.Address);
        }

        terminal.Out.WriteLine($"The comment stands in '{announcement.CommentFile}'.");
    }

    /// <summary>A heading, the address, and its QR code.</summary>
    public void Print(string title, string address)
    {
        terminal.Out.WriteLine(Printable.OneLine(title));
        terminal.Out.WriteLine(Printable.OneLine(address));
        terminal.Out.WriteLine(QrCode.For(address).ToTerminal(new TerminalCapabilities(terminal.Facts.UsesColour, terminal.Facts.UsesUnicode)));
    }
}
