namespace ActReg.MLNet.Interchange;

/// <summary>What a part of an object's header is about: of the specification's numbers those that matter here.</summary>
internal enum HdfMessageKind : ushort
{
    Dataspace = 0x01,
    LinkInfo = 0x02,
    Datatype = 0x03,
    Link = 0x06,
    ExternalFiles = 0x07,
    Layout = 0x08,
    Filters = 0x0B,
    Attribute = 0x0C,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
}

/// <summary>A part of an object's header.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="IsShared">Whether it stands elsewhere, and the data say where.</param>
/// <param name="Data">What it says.</param>
internal readonly record struct HdfMessage(HdfMessageKind Kind, bool IsShared, ReadOnlyMemory<byte> Data);
