namespace MobileDist.Packages.Android;

/// <summary>Takes out of a manifest, compiled or protobuf, what <see cref="PackageInfo"/> needs, in one pass.</summary>
internal sealed class ManifestReader
{
    private const int ManifestDepth = 1;
    private const int ApplicationDepth = 2;
    private const int ActivityDepth = 3;
    private const int FilterDepth = 4;
    private const int FilterPartDepth = 5;

    private readonly IResourceXml _xml;
    private AndroidManifest? _manifest;
    private bool _sawApplication;
    private bool _inApplication;
    private LauncherActivity? _activity;
    private bool _inFilter;
    private bool _hasMain;
    private bool _hasLauncher;

    private ManifestReader(IResourceXml xml) => _xml = xml;

    public static AndroidManifest Read(ByteSource source) => Read(new BinaryXmlReader(source), source.Malformed);

    /// <param name="xml">At its beginning.</param>
    /// <param name="malformed">Makes the error of the file out of what is wrong in it.</param>
    public static AndroidManifest Read(IResourceXml xml, Func<string, DistributionException> malformed)
    {
        var reader = new ManifestReader(xml);
        while (reader._xml.Read())
        {
            if (reader._xml.IsStart)
            {
                reader.Enter();
            }
            else if (reader.Leave())
            {
                break;
            }
        }

        return reader._manifest ?? throw malformed("it holds no element 'manifest'");
    }

    private void Enter()
    {
        switch (_xml.Depth)
        {
            case ManifestDepth when _manifest is null && _xml.NameIs("manifest"):
                _manifest = new AndroidManifest(_xml.Strings)
                {
                    Package = _xml.PlainAttribute("package"),
                    Split = _xml.PlainAttribute("split"),
                    IsFeatureSplit = _xml.Attribute(AndroidAttribute.IsFeatureSplit),
                    VersionCode = _xml.Attribute(AndroidAttribute.VersionCode),
                    VersionCodeMajor = _xml.Attribute(AndroidAttribute.VersionCodeMajor),
                    VersionName = _xml.Attribute(AndroidAttribute.VersionName),
                };
                break;
            case ApplicationDepth when _manifest is not null:
                EnterApplicationOrSdk(_manifest);
                break;
            case ActivityDepth when _inApplication && (_xml.NameIs("activity") || _xml.NameIs("activity-alias")):
                // An alias that is switched off is another icon for later, not what the home screen shows.
                _activity = _xml.Attribute(AndroidAttribute.Enabled) is { IsInteger: true, Data: 0 } ? null : new LauncherActivity(
                    _xml.Attribute(AndroidAttribute.Label),
                    _xml.Attribute(AndroidAttribute.Icon),
                    _xml.Attribute(AndroidAttribute.RoundIcon));
                break;
            case FilterDepth when _activity is not null && _xml.NameIs("intent-filter"):
                (_inFilter, _hasMain, _hasLauncher) = (true, false, false);
                break;
            case FilterPartDepth when _inFilter:
                var name = _xml.Attribute(AndroidAttribute.Name);
                _hasMain |= _xml.NameIs("action") && IsText(name, "android.intent.action.MAIN");
                _hasLauncher |= _xml.NameIs("category") && (IsText(name, "android.intent.category.LAUNCHER") || IsText(name, "android.intent.category.LEANBACK_LAUNCHER"));
                break;
            default:
                break;
        }
    }

    private void EnterApplicationOrSdk(AndroidManifest manifest)
    {
        if (_xml.NameIs("uses-sdk"))
        {
            _manifest = manifest with
            {
                MinSdk = _xml.Attribute(AndroidAttribute.MinSdkVersion) ?? manifest.MinSdk,
                TargetSdk = _xml.Attribute(AndroidAttribute.TargetSdkVersion) ?? manifest.TargetSdk,
            };
        }
        else if (!_sawApplication && _xml.NameIs("application"))
        {
            // Android reads the first application element and ignores any other.
            _sawApplication = true;
            _inApplication = true;
            _manifest = manifest with
            {
                Label = _xml.Attribute(AndroidAttribute.Label),
                Icon = _xml.Attribute(AndroidAttribute.Icon),
                RoundIcon = _xml.Attribute(AndroidAttribute.RoundIcon),
                Debuggable = _xml.Attribute(AndroidAttribute.Debuggable),
                TestOnly = _xml.Attribute(AndroidAttribute.TestOnly),
            };
        }
    }

    /// <summary>Ends the element; true when it was the manifest itself, and nothing after it counts.</summary>
    private bool Leave()
    {
        switch (_xml.Depth)
        {
            case ManifestDepth:
                return _manifest is not null;
            case ApplicationDepth:
                _inApplication = false;
                _activity = null;
                break;
            case ActivityDepth:
                _activity = null;
                break;
            case FilterDepth:
                if (_inFilter && _hasMain && _hasLauncher && _manifest is { Launcher: null })
                {
                    _manifest = _manifest with { Launcher = _activity };
                }

                _inFilter = false;
                break;
            default:
                break;
        }

        return false;
    }

    private bool IsText(ResourceValue? value, string text) => value is { IsString: true } literal && _xml.Strings.Is(literal.Data, text);
}
