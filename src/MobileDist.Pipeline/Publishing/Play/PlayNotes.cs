using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>What testers read about a release, from the pull request, a file, or a folder with a file per language.</summary>
internal static partial class PlayNotes
{
    private const long LargestFile = 256 * 1024;
    private const string FilePrefix = "whatsnew-";

    /// <summary>Whether the app's default language has to be known.</summary>
    public static bool NeedLanguage(IEnumerable<PlayNotesSource> sources) => sources.Any(source => source.Language is null && !Directory.Exists(source.Path));

    /// <summary>The texts by language; without those that are empty.</summary>
    /// <param name="sources">As the settings say.</param>
    /// <param name="language">The app's default.</param>
    /// <param name="context">The run.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: a file cannot be read, or a language is none.</exception>
    public static ImmutableSortedDictionary<string, string> Read(IEnumerable<PlayNotesSource> sources, string? language, StageContext context)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (named, text) in sources.SelectMany(source => Texts(source, language, context)))
        {
            if (!Language().IsMatch(named))
            {
                throw new DistributionException(ExitCode.Settings, PlayFaults.BadLanguage(named));
            }

            // A file that was checked out on Windows; the store would count each line end as two characters.
            var shown = context.Redactor.Redact(text).ReplaceLineEndings("\n").Trim();
            if (shown.Length > 0)
            {
                texts[named] = shown;
            }
        }

        return texts.ToImmutable();
    }

    private static List<(string Language, string Text)> Texts(PlayNotesSource source, string? language, StageContext context)
    {
        if (source.Path is { } path && Directory.Exists(path))
        {
            return Folder(path);
        }

        // Without a default language nobody reads them; then there are none.
        var named = source.Language ?? language;
        return named is null ? [] : [(named, source.Path is { } file ? ReadFile(file) : PullRequestText.Of(context.Facts))];
    }

    private static List<(string Language, string Text)> Folder(string folder)
    {
        var files = from file in Files(folder)
                    let name = Path.GetFileNameWithoutExtension(file)
                    let language = name.StartsWith(FilePrefix, StringComparison.Ordinal) ? name[FilePrefix.Length..] : name
                    where Language().IsMatch(language)
                    select (language, ReadFile(file));
        var texts = files.ToList();
        return texts.Count > 0 ? texts : throw new DistributionException(ExitCode.Settings, PlayFaults.NoLanguageIn(folder));
    }

    private static string[] Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributionException(ExitCode.Settings, PlayFaults.NotesUnreadable(folder, error.Message), error);
        }
    }

    private static string ReadFile(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? File.ReadAllText(path, Encoding.UTF8)
                : throw new DistributionException(ExitCode.Settings, PlayFaults.NotesTooBig(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributionException(ExitCode.Settings, PlayFaults.NotesUnreadable(path, error.Message), error);
        }
    }

    // en-US, de-DE, fil, zh-Hant-TW, es-419.
    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Language();
}
