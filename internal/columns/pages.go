package columns

import (
	"bufio"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// A page is decoded as a whole, so that its header says how much memory it takes: a few bytes can stand for any number of equal values.
// Levels and values of a row are at most so many bytes, and so much may be in a page beside them.
const (
	maxPerRow   = 16
	pageApart   = 64 << 10
	maxPageHead = 1 << 20
)

// sized goes through the page headers of a column chunk and refuses pages of more values than there are rows left.
func sized(from io.ReaderAt, c *format.ColumnChunk, rows int64) error {
	meta := &c.MetaData
	at := meta.DataPageOffset
	if meta.DictionaryPageOffset > 0 {
		at = min(at, meta.DictionaryPageOffset)
	}
	for end, met := at+meta.TotalCompressedSize, int64(0); at < end && met < meta.NumValues; {
		section := io.NewSectionReader(from, at, min(end-at, maxPageHead))
		buffer := bufio.NewReaderSize(section, 512)
		var head format.PageHeader
		if err := thrift.NewDecoder((&thrift.CompactProtocol{}).NewReader(buffer)).Decode(&head); err != nil {
			return fmt.Errorf("a page has no header that can be read: %w", err)
		}
		size, n, isData := int64(head.UncompressedPageSize), valuesOf(&head), head.Type != format.DictionaryPage
		if n > rows || size < 0 || size > maxPerRow*rows+pageApart || head.CompressedPageSize < 0 {
			return fmt.Errorf("a page has %d values and %d bytes where %d rows are left", n, size, rows)
		}
		if isData {
			met += n
		}
		read, _ := section.Seek(0, io.SeekCurrent) // cannot fail: it moves nothing
		at += read - int64(buffer.Buffered()) + int64(head.CompressedPageSize)
	}
	return nil
}

// valuesOf is how many values a page says that it has.
func valuesOf(head *format.PageHeader) int64 {
	switch {
	case head.DataPageHeader.Valid:
		return int64(head.DataPageHeader.V.NumValues)
	case head.DataPageHeaderV2.Valid:
		return int64(head.DataPageHeaderV2.V.NumValues)
	case head.DictionaryPageHeader.Valid:
		return int64(head.DictionaryPageHeader.V.NumValues)
	}
	return 0
}
