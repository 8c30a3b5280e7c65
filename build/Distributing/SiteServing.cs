using MobileDist.InstallLinks;

namespace MobileDist.Build;

/// <summary>Serves a site folder until somebody stops it, and shows where phones find it.</summary>
public sealed class SiteServing(Terminal terminal, AnnouncementPrinter printer)
{
    private const int UsualPort = 8080;

    /// <param name="folder">The site folder.</param>
    /// <param name="port">As given on the command line; 8080 when null, 0 for any free one.</param>
    /// <param name="cancellationToken">Ends the serving, which is its normal end.</param>
    public async Task ServeAsync(string folder, string? port, CancellationToken cancellationToken)
    {
        var options = new SiteServerOptions { Folder = folder, Port = PortOf(port) };
        await using var server = await SiteServer.StartAsync(options, cancellationToken);
        printer.Print("Open this on a phone in the same network:", server.Addresses[0]);
        foreach (var address in server.Addresses.Skip(1))
        {
            terminal.Out.WriteLine($"also at {address}");
        }

        terminal.Out.WriteLine($"Serving '{folder}'. Ctrl+C stops it.");
        terminal.Out.Flush();
        await server.RunAsync(cancellationToken);
    }

    private static int PortOf(string? port) => port switch
    {
        null => UsualPort,
        _ when int.TryParse(port, out var number) && number is >= 0 and <= 65535 => number,
        _ => throw HostFaults.BadPort(port),
    };
}
