using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Keystores;

/// <summary>Reads PKCS#12 (RFC 7292) as keytool, OpenSSL, Keychain Access and Windows write it.</summary>
internal static class Pkcs12Reader
{
    private const int MostIdentities = 32;

    public static SigningIdentity Read(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits) =>
        Open(bytes, access, limits, (bags, password, passwordIsRight) => Read(bags, password, passwordIsRight, access, limits));

    /// <summary>Every key, once with each certificate that was issued for it: a renewed certificate often lies beside the old one.</summary>
    public static ImmutableArray<SigningIdentity> ReadAll(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits) =>
        Open(bytes, access, limits, (bags, password, _) => ReadAll(bags, password, access, limits));

    private static T Open<T>(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits, Func<Pkcs12Bags, string?, bool, T> read)
    {
        byte[]? opened = null;
        try
        {
            var envelope = Pkcs12Envelope.Read(bytes, access, limits);
            var info = Pkcs12Info.Decode(bytes, out _, skipCopy: true);
            var password = FindPassword(info, envelope, access);
            var checkedAlready = info.IntegrityMode == Pkcs12IntegrityMode.Password || envelope.IsEncrypted;
            if (envelope.HasRc2)
            {
                opened = envelope.OpenRc2(password) ?? throw WrongPassword(access);
                info = Pkcs12Info.Decode(opened, out _, skipCopy: true);
            }

            return read(OpenBags(info, password, access, limits), password, checkedAlready);
        }
        catch (Exception error) when (error is CryptographicException or AsnContentException)
        {
            throw KeystoreFaults.Damaged(access, Pkcs12Envelope.Format, "its structure does not hold together").AsUnfit(error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    private static SigningIdentity Read(Pkcs12Bags bags, string? password, bool passwordIsRight, KeystoreAccess access, KeystoreLimits limits)
    {
        var aliases = bags.Keys.ConvertAll(bags.Alias);
        string[] others = [.. bags.Certificates.Select(certificate => certificate.Name).OfType<string>().Except(aliases.OfType<string>(), StringComparer.Ordinal)];
        var chosen = EntryChoice.Choose(aliases, others, access);
        var entry = bags.Keys[chosen];
        var key = OpenKey(entry.Value, password, access, limits) ?? throw KeyNotOpened(aliases[chosen], passwordIsRight, access);

        // The certificate with the key's own id is looked at first; some writers leave the id out, and then the key itself decides.
        var certificates = bags.Certificates.OrderByDescending(certificate => Pkcs12Bags.SameId(certificate.Id, entry.Id));
        return Assemble(aliases[chosen], key, certificates, access);
    }

    private static ImmutableArray<SigningIdentity> ReadAll(Pkcs12Bags bags, string? password, KeystoreAccess access, KeystoreLimits limits)
    {
        var identities = ImmutableArray.CreateBuilder<SigningIdentity>();
        DistributionException? first = bags.Keys.Count == 0 ? KeystoreFaults.NoKeyEntry(access, [.. bags.Certificates.Select(certificate => certificate.Name).OfType<string>()]).AsUnfit() : null;
        foreach (var entry in bags.Keys.Take(MostIdentities))
        {
            // A keychain exports keys of every kind along; they need not be ours.
            try
            {
                AddAll(identities, entry, bags, password, access, limits);
            }
            catch (DistributionException error)
            {
                first ??= error;
            }
        }

        return identities.Count > 0 ? identities.ToImmutable() : throw first!;
    }

    private static void AddAll(ImmutableArray<SigningIdentity>.Builder identities, Pkcs12Bags.Item<Pkcs12SafeBag> entry, Pkcs12Bags bags, string? password, KeystoreAccess access, KeystoreLimits limits)
    {
        var alias = bags.Alias(entry);
        using var key = OpenKey(entry.Value, password, access, limits) ?? throw KeyNotOpened(alias, passwordIsRight: true, access);
        var own = bags.Certificates.Where(certificate => IdentityAssembly.IsOf(key, certificate.Value, access)).Take(MostIdentities).ToList();
        if (own.Count == 0)
        {
            Assemble(alias, PrivateKeyImport.Copy(key), bags.Certificates, access).Dispose();
        }

        foreach (var leaf in own)
        {
            identities.Add(Assemble(alias, PrivateKeyImport.Copy(key), [leaf, .. bags.Certificates.Where(certificate => certificate != leaf)], access));
        }
    }

    private static SigningIdentity Assemble(string? alias, AsymmetricAlgorithm key, IEnumerable<Pkcs12Bags.Item<ReadOnlyMemory<byte>>> items, KeystoreAccess access)
    {
        List<X509Certificate2> certificates = [];
        try
        {
            foreach (var certificate in items)
            {
                certificates.Add(IdentityAssembly.LoadCertificate(certificate.Value, access));
            }
        }
        catch
        {
            key.Dispose();
            certificates.ForEach(certificate => certificate.Dispose());
            throw;
        }

        return IdentityAssembly.Build(alias, key, certificates, access);
    }

    /// <summary>The password under which the MAC holds; without a MAC the one that is given.</summary>
    private static string? FindPassword(Pkcs12Info info, Pkcs12Envelope envelope, KeystoreAccess access)
    {
        var given = access.StorePassword?.Reveal();
        if (info.IntegrityMode == Pkcs12IntegrityMode.None || info.VerifyMac(given ?? ""))
        {
            return given ?? "";
        }

        // No password is the empty string to some writers and nothing at all to others.
        if (string.IsNullOrEmpty(given) && info.VerifyMac(default(ReadOnlySpan<char>)))
        {
            return null;
        }

        if (given is null)
        {
            throw KeystoreFaults.PasswordMissing(access, "keystore").AsUnfit();
        }

        // Only the right password decrypts to something that reads: then it is the file that changed.
        throw Opens(info, envelope, given)
            ? KeystoreFaults.Damaged(access, Pkcs12Envelope.Format, "the password opens it, but its integrity check fails").AsUnfit()
            : WrongPassword(access);
    }

    private static DistributionException WrongPassword(KeystoreAccess access) =>
        KeystoreFaults.StorePasswordWrong(access, Pkcs12Envelope.Format).AsUnfit();

    private static bool Opens(Pkcs12Info info, Pkcs12Envelope envelope, string password)
    {
        byte[]? opened = null;
        try
        {
            if (envelope.HasRc2)
            {
                opened = envelope.OpenRc2(password);
                if (opened is null)
                {
                    return false;
                }

                info = Pkcs12Info.Decode(opened, out _, skipCopy: true);
                return info.AuthenticatedSafe.All(part => part.ConfidentialityMode != Pkcs12ConfidentialityMode.None || part.GetBags().Any());
            }

            var encrypted = info.AuthenticatedSafe.Where(part => part.ConfidentialityMode == Pkcs12ConfidentialityMode.Password).ToArray();
            foreach (var part in encrypted)
            {
                part.Decrypt(password);
                _ = part.GetBags().Count();
            }

            return encrypted.Length > 0;
        }
        catch (Exception error) when (error is CryptographicException or AsnContentException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    private static Pkcs12Bags OpenBags(Pkcs12Info info, string? password, KeystoreAccess access, KeystoreLimits limits)
    {
        var bags = new Pkcs12Bags();
        foreach (var part in info.AuthenticatedSafe)
        {
            if (part.ConfidentialityMode == Pkcs12ConfidentialityMode.Password)
            {
                try
                {
                    part.Decrypt(password.AsSpan());
                }
                catch (CryptographicException) when (info.IntegrityMode == Pkcs12IntegrityMode.None)
                {
                    // Without a MAC this is where a wrong password shows.
                    throw access.StorePassword is null ? KeystoreFaults.PasswordMissing(access, "keystore").AsUnfit() : WrongPassword(access);
                }
            }

            bags.Add(part, access, limits);
        }

        return bags;
    }

    private static AsymmetricAlgorithm? OpenKey(Pkcs12SafeBag bag, string? password, KeystoreAccess access, KeystoreLimits limits)
    {
        if (bag is Pkcs12KeyBag plain)
        {
            return PrivateKeyImport.Pkcs8(plain.Pkcs8PrivateKey, access, limits);
        }

        var encrypted = ((Pkcs12ShroudedKeyBag)bag).EncryptedPkcs8PrivateKey;
        foreach (var candidate in access.KeyPasswords().Append(password).Distinct(StringComparer.Ordinal))
        {
            if (PbeAlgorithm.DecryptKey(encrypted, candidate, Pkcs12Envelope.Format, access, limits) is not { } pkcs8)
            {
                continue;
            }

            try
            {
                return PrivateKeyImport.Pkcs8(pkcs8, access, limits);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(pkcs8);
            }
        }

        return null;
    }

    private static DistributionException KeyNotOpened(string? alias, bool passwordIsRight, KeystoreAccess access)
    {
        if (passwordIsRight)
        {
            return KeystoreFaults.KeyPasswordWrong(access, alias).AsUnfit();
        }

        // With neither a MAC nor an encrypted part, the key is the first thing that a password had to open.
        return access.KeyPasswords().Any() ? WrongPassword(access) : KeystoreFaults.PasswordMissing(access, "keystore").AsUnfit();
    }
}
