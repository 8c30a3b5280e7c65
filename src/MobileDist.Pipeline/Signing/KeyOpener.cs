using System.Collections.Immutable;
using System.Security.Cryptography;
using MobileDist.Pipeline.Settings;
using MobileDist.Signing;
using MobileDist.Signing.Keystores;

namespace MobileDist.Pipeline.Signing;

/// <summary>Opens the key that the settings name.</summary>
internal static class KeyOpener
{
    /// <param name="signing">What the settings say.</param>
    /// <param name="clock">When a throw-away key begins to be valid.</param>
    /// <param name="make">Whether a throw-away key may be made now.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    /// <returns>Null only for a throw-away key that is not there and may not be made.</returns>
    /// <exception cref="DistributionException">No key is set, or it does not open.</exception>
    public static async Task<OpenedKey?> OpenAsync(SigningSettings signing, TimeProvider clock, bool make, CancellationToken cancellationToken) => signing switch
    {
        SigningSettings.Keystore keystore => await OpenAsync(keystore, cancellationToken),
        SigningSettings.ThrowAway throwAway when make || File.Exists(throwAway.KeyFile) =>
            new OpenedKey(ThrowAwayIdentity.LoadOrCreate(throwAway.KeyFile, clock.GetUtcNow()), Path.GetFileName(throwAway.KeyFile), ThrowAway: true),
        SigningSettings.ThrowAway => null,
        SigningSettings.Missing missing => throw new DistributionException(ExitCode.Settings, missing.Faults),
        _ => throw new InvalidOperationException("Signing settings are one of three."),
    };

    /// <summary>The warnings about a key.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: it must not sign.</exception>
    public static ImmutableArray<Fault> Inspect(OpenedKey key, TimeProvider clock)
    {
        var findings = AndroidIdentityCheck.Inspect(key.Identity, key.Source, clock.GetUtcNow());
        findings.ThrowIfUnfit();
        return key.ThrowAway ? [PipelineFaults.ThrowAwayKey(key.Source), .. findings.Warnings] : findings.Warnings;
    }

    private static async Task<OpenedKey> OpenAsync(SigningSettings.Keystore keystore, CancellationToken cancellationToken)
    {
        var bytes = await keystore.Material.ReadAsync(cancellationToken);
        try
        {
            ReadOnlyMemory<byte>? chain = keystore.Certificate is null ? null : await keystore.Certificate.ReadAsync(cancellationToken);
            var access = new KeystoreAccess(keystore.Material.Source, keystore.StorePassword, keystore.Alias, keystore.KeyPassword, chain);
            return new OpenedKey(KeystoreReader.Read(bytes, access), keystore.Material.Source, ThrowAway: false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
