using System.Security.Cryptography;

namespace MobileDist.AppStoreConnect;

/// <summary>An API key of App Store Connect: of a team, or of one person ("individual key").</summary>
public sealed class AppStoreConnectKey : IDisposable
{
    private const string FilePrefix = "AuthKey_";

    private AppStoreConnectKey(string keyId, string? issuerId, ECDsa key)
    {
        KeyId = keyId;
        IssuerId = issuerId;
        PrivateKey = key;
    }

    public string KeyId { get; }

    /// <summary>The team's UUID; null for an individual key.</summary>
    public string? IssuerId { get; }

    /// <summary>Whether it has the rights of one person, and none on devices, profiles and certificates.</summary>
    public bool IsIndividual => IssuerId is null;

    internal ECDsa PrivateKey { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="text">A <c>.p8</c> file's text, also with escaped or lost line breaks, its base64, or the bare base64 inside.</param>
    /// <param name="keyId">Ten letters and digits, as App Store Connect shows them beside the key.</param>
    /// <param name="issuerId">The UUID above the list of team keys; null or empty for an individual key.</param>
    /// <param name="source">Where the text is from, for messages: a variable's name or a path.</param>
    /// <exception cref="DistributionException">The text is no such key, or an identifier has the wrong form.</exception>
    public static AppStoreConnectKey Read(Secret text, string keyId, string? issuerId, string source)
    {
        keyId = keyId.Trim();
        issuerId = string.IsNullOrWhiteSpace(issuerId) ? null : issuerId.Trim();
        if (Guid.TryParse(keyId, out _))
        {
            throw AppStoreConnectFaults.KeyIdIsIssuer();
        }

        if (keyId.Length is < 6 or > 20 || !keyId.All(char.IsAsciiLetterOrDigit))
        {
            throw AppStoreConnectFaults.BadKeyId(keyId);
        }

        if (issuerId is not null && !Guid.TryParseExact(issuerId, "D", out _))
        {
            throw AppStoreConnectFaults.BadIssuerId(issuerId);
        }

        return new AppStoreConnectKey(keyId, issuerId, ApiKeyText.Read(text.Reveal(), source));
    }

    /// <summary>The key id in the name that Apple gives the file, <c>AuthKey_2X9R4HXF34.p8</c>; null when it has another name. A platform may put something before it.</summary>
    public static string? KeyIdOf(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        var at = name.LastIndexOf(FilePrefix, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && name.Length > at + FilePrefix.Length ? name[(at + FilePrefix.Length)..] : null;
    }

    public void Dispose() => PrivateKey.Dispose();
}
