using System.Collections.Immutable;
using System.Text;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Publishing.TestFlight;

namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>How to reach App Store Connect. A class and no record: it may hold the key.</summary>
internal sealed class AppStoreConnectAccess
{
    // A .p8 has about 260 characters.
    private const long LargestKeyFile = 64 * 1024;

    /// <summary>Another server than Apple's; null for Apple's.</summary>
    public string? Address { get; init; }

    /// <summary>What to call the key in messages: the path from the folder of the settings, or the variable's name.</summary>
    public string Source { get; init; } = "";

    /// <summary>The key file; null when the text is given.</summary>
    public string? Path { get; init; }

    /// <summary>The key's text, in whichever form it was pasted; null when it is a file.</summary>
    public Secret? Text { get; init; }

    public string? KeyId { get; init; }

    /// <summary>Null for an individual key.</summary>
    public string? IssuerId { get; init; }

    /// <summary>Why there is no usable key; only those who need one say it.</summary>
    public ImmutableArray<Fault> Missing { get; init; } = [];

    /// <summary>Reads the key; whoever asks disposes it.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: there is none, or it is no such key.</exception>
    public AppStoreConnectKey Open(Redactor redactor)
    {
        if (!Missing.IsEmpty)
        {
            throw new DistributionException(ExitCode.Settings, Missing);
        }

        var text = Text ?? ReadFile();
        redactor.Register(text);
        return AppStoreConnectKey.Read(text, KeyId!, IssuerId, Source);
    }

    private Secret ReadFile()
    {
        try
        {
            return new FileInfo(Path!).Length <= LargestKeyFile
                ? new Secret(Encoding.UTF8.GetString(File.ReadAllBytes(Path!)))
                : throw new DistributionException(ExitCode.Settings, TestFlightFaults.KeyFileTooBig(Source));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributionException(ExitCode.Settings, KeyFaults.KeyFileUnreadable(Source, error.Message.Replace(Path!, Source, StringComparison.Ordinal)), error);
        }
    }
}
