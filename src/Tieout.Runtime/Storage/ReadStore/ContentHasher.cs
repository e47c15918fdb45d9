using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>Reads tables from end to end, ordered, and hashes what they say.</summary>
internal sealed class ContentHasher : IDisposable
{
    private const byte Null = 0;
    private const byte Number = 1;
    private const byte Text = 2;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[1024];

    /// <summary>Of one moment, however long it takes. O(rows), a row at a time.</summary>
    public static async Task<ContentHash> HashAsync(
        ReadSnapshot snapshot,
        IReadOnlyList<ReadTable> tables,
        CancellationToken cancellationToken
    )
    {
        using var hasher = new ContentHasher();
        var offset = await snapshot.ReadOffsetAsync(cancellationToken);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var rows = 0L;
            hasher.Add(table.Name);
            await snapshot.EachAsync(
                $"SELECT {table.Names} FROM {table.Name} ORDER BY {table.Key}",
                row =>
                {
                    rows++;
                    hasher.Add(row, table);
                },
                cancellationToken
            );
            counts[table.Name] = rows;
        }

        return new ContentHash(
            Convert.ToHexStringLower(hasher._hash.GetHashAndReset()),
            offset,
            counts
        );
    }

    public void Dispose() => _hash.Dispose();

    private void Add(DbDataReader row, ReadTable table)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (row.IsDBNull(i))
            {
                _hash.AppendData([Null]);
            }
            else if (table.Columns[i].IsText)
            {
                Add(row.GetString(i));
            }
            else
            {
                _buffer[0] = Number;
                BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(1), row.GetInt64(i));
                _hash.AppendData(_buffer, 0, 9);
            }
        }
    }

    /// <summary>With its length, so that no two rows run together to the same bytes.</summary>
    private void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (_buffer.Length < length + 5)
        {
            _buffer = new byte[length * 2];
        }

        _buffer[0] = Text;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(1), length);
        Encoding.UTF8.GetBytes(text, _buffer.AsSpan(5));
        _hash.AppendData(_buffer, 0, length + 5);
    }
}
