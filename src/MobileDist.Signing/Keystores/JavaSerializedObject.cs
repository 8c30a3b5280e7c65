namespace MobileDist.Signing.Keystores;

/// <summary>
/// Steps over one serialised Java object (Java Object Serialization Specification, chapter 6). JCEKS keeps secret keys like that,
/// without a length, and signing keys may come after them. Nothing is made of the object.
/// </summary>
internal sealed class JavaSerializedObject
{
    private const uint MagicAndVersion = 0xACED0005;
    private const uint FirstHandle = 0x7E0000;
    private const int DeepestNesting = 32;

    private readonly JavaBytes _reader;

    // What a later reference may mean; null for everything that is no class.
    private readonly List<ClassDescription?> _handles = [];

    private JavaSerializedObject(JavaBytes reader) => _reader = reader;

    /// <summary>Leaves the reader behind the object.</summary>
    public static void Skip(JavaBytes reader)
    {
        if (reader.ReadUInt32() != MagicAndVersion)
        {
            throw reader.Damaged($"a secret key before byte {reader.Position} does not begin as one");
        }

        new JavaSerializedObject(reader).SkipContent(reader.ReadByte(), 0);
    }

    private void SkipContent(byte tag, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw _reader.Damaged($"a secret key before byte {_reader.Position} is nested without end");
        }

        switch (tag)
        {
            case Tag.Null:
                break;
            case Tag.Reference:
                _reader.ReadUInt32();
                break;
            case Tag.Object:
                var description = ReadClass(depth + 1);
                _handles.Add(null);
                SkipFields(description, depth + 1);
                break;
            case Tag.Array:
                SkipArray(depth);
                break;
            case Tag.Text:
                _handles.Add(null);
                _reader.Take(_reader.ReadUInt16());
                break;
            case Tag.BlockData:
                _reader.Take(_reader.ReadByte());
                break;
            default:
                throw _reader.Damaged($"a secret key has the unknown mark {tag} before byte {_reader.Position}");
        }
    }

    private void SkipArray(int depth)
    {
        var description = ReadClass(depth + 1);
        _handles.Add(null);
        var count = _reader.ReadUInt32();
        var element = description is { Name: ['[', var type, ..] } ? type : ' ';
        var size = PrimitiveSize(element);
        if (size > 0)
        {
            _reader.Take((long)count * size);
            return;
        }

        // Each element takes at least its mark, so that the bytes that are there bound the loop.
        for (var i = 0U; i < count; i++)
        {
            SkipContent(_reader.ReadByte(), depth + 1);
        }
    }

    private ClassDescription? ReadClass(int depth)
    {
        if (depth > DeepestNesting)
        {
            throw _reader.Damaged($"a secret key before byte {_reader.Position} is nested without end");
        }

        switch (_reader.ReadByte())
        {
            case Tag.Null:
                return null;
            case Tag.Reference:
                var handle = _reader.ReadUInt32() - FirstHandle;
                return handle < _handles.Count && _handles[(int)handle] is { } known
                    ? known
                    : throw _reader.Damaged($"a secret key names a class that is not there, before byte {_reader.Position}");
            case Tag.ClassDescription:
                var name = _reader.ReadText();
                _reader.ReadUInt64();
                var place = _handles.Count;
                _handles.Add(null);
                var flags = _reader.ReadByte();
                List<char> fields = [];
                for (int left = _reader.ReadUInt16(); left > 0; left--)
                {
                    var type = (char)_reader.ReadByte();
                    fields.Add(type);
                    _reader.Take(_reader.ReadUInt16());
                    if (PrimitiveSize(type) == 0)
                    {
                        SkipContent(_reader.ReadByte(), depth + 1);
                    }
                }

                SkipAnnotation(depth);
                var description = new ClassDescription(name, flags, fields, ReadClass(depth + 1));
                _handles[place] = description;
                return description;
            case var tag:
                throw _reader.Damaged($"a secret key has the unknown mark {tag} before byte {_reader.Position}");
        }
    }

    private void SkipFields(ClassDescription? description, int depth)
    {
        if (description is null)
        {
            return;
        }

        SkipFields(description.Parent, depth);
        if ((description.Flags & ClassDescription.Serializable) == 0)
        {
            throw _reader.Damaged($"a secret key before byte {_reader.Position} is of a form that keytool does not write");
        }

        foreach (var type in description.Fields)
        {
            var size = PrimitiveSize(type);
            if (size > 0)
            {
                _reader.Take(size);
            }
            else
            {
                SkipContent(_reader.ReadByte(), depth + 1);
            }
        }

        if ((description.Flags & ClassDescription.WritesMore) != 0)
        {
            SkipAnnotation(depth);
        }
    }

    private void SkipAnnotation(int depth)
    {
        for (var tag = _reader.ReadByte(); tag != Tag.EndOfBlockData; tag = _reader.ReadByte())
        {
            SkipContent(tag, depth + 1);
        }
    }

    private static int PrimitiveSize(char type) => type switch
    {
        'B' or 'Z' => 1,
        'C' or 'S' => 2,
        'I' or 'F' => 4,
        'J' or 'D' => 8,
        _ => 0,
    };

    private static class Tag
    {
        public const byte Null = 0x70;
        public const byte Reference = 0x71;
        public const byte ClassDescription = 0x72;
        public const byte Object = 0x73;
        public const byte Text = 0x74;
        public const byte Array = 0x75;
        public const byte BlockData = 0x77;
        public const byte EndOfBlockData = 0x78;
    }

    private sealed record ClassDescription(string Name, byte Flags, List<char> Fields, ClassDescription? Parent)
    {
        public const byte WritesMore = 0x01;
        public const byte Serializable = 0x02;
    }
}
