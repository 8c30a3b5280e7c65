using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs the Android signing settings of one app.</summary>
internal sealed class SigningReader(OverrideSet overrides, Redactor redactor, string outputFolder)
{
    /// <param name="section">The app's <c>signing</c> section, its faults going to <paramref name="signingFaults"/>.</param>
    /// <param name="signingFaults">What only matters once something is to be signed.</param>
    /// <param name="faults">What is wrong whatever the run does.</param>
    public SigningSettings Read(SectionReader section, List<Fault> signingFaults, ICollection<Fault> faults)
    {
        var schemes = Schemes(section, faults);
        switch (ThrowAwayWishes.Weigh(overrides, section, "keystore", "keystore", faults))
        {
            case ThrowAwayWish.Yes:
                return new SigningSettings.ThrowAway { Schemes = schemes, KeyFile = Path.Combine(outputFolder, "throw-away.pem") };
            case ThrowAwayWish.Both:
                signingFaults.Add(KeyFaults.ThrowAwayAndKeystore(section.Find("throw-away")?.Position));
                return new SigningSettings.Missing { Schemes = schemes, Faults = [.. signingFaults] };
        }

        var keystore = overrides.Find("keystore") ?? section.Text("keystore");
        if (keystore is null)
        {
            if (signingFaults.Count == 0)
            {
                signingFaults.Add(KeyFaults.NoKey(section.Path));
            }

            return new SigningSettings.Missing { Schemes = schemes, Faults = [.. signingFaults] };
        }

        return Keystore(section, keystore, schemes, signingFaults);
    }

    private SigningSettings Keystore(SectionReader section, Given keystore, ImmutableArray<SignatureScheme> schemes, List<Fault> signingFaults)
    {
        var material = KeyMaterialReader.Read(keystore, "keystore", redactor, signingFaults);
        var chain = overrides.Find("certificate") ?? section.Text("certificate");
        var certificate = chain is null ? null : KeyMaterialReader.Read(chain, "certificate", redactor, signingFaults);
        var storePassword = ReadSecret(section, "keystore-password");
        var keyPassword = ReadSecret(section, "key-password");
        var alias = (overrides.Find("key-alias") ?? section.Text("key-alias"))?.Value;
        return material is null || signingFaults.Count > 0
            ? new SigningSettings.Missing { Schemes = schemes, Faults = [.. signingFaults] }
            : new SigningSettings.Keystore
            {
                Schemes = schemes,
                Material = material,
                StorePassword = storePassword,
                Alias = alias,
                KeyPassword = keyPassword,
                Certificate = certificate,
            };
    }

    private Secret? ReadSecret(SectionReader section, string name)
    {
        if ((overrides.Find(name) ?? section.Text(name)) is not { } given)
        {
            return null;
        }

        var secret = new Secret(given.Value);
        redactor.Register(secret);
        return secret;
    }

    private ImmutableArray<SignatureScheme> Schemes(SectionReader section, ICollection<Fault> faults)
    {
        var names = overrides.Find("schemes") is null
            ? section.Choices("schemes")
            : overrides.List("schemes", ["auto", "v1", "v2", "v3"], faults)!;
        var schemes = names.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Select(Scheme).OfType<SignatureScheme>().ToImmutableArray();
        if (schemes is [SignatureScheme.V3])
        {
            faults.Add(SettingsFaults.SchemeThreeAlone(section.Find("schemes")?.Position));
        }

        return schemes;
    }

    private static SignatureScheme? Scheme(string name) => name switch
    {
        "v1" => SignatureScheme.V1,
        "v2" => SignatureScheme.V2,
        "v3" => SignatureScheme.V3,
        _ => null,
    };
}
