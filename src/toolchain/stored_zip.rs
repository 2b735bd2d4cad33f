//! Zip files that are the same bytes on every machine.
//!
//! Members come in the order in which they are added, with one fixed time and mode, and stored rather than deflated, since the
//! output of a compressor may change with its version. Stored members can be mapped where they lie.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::disk::{self, DiskError};
use super::manifest::FilePin;

/// Why a zip can't be written.
#[derive(Debug, thiserror::Error)]
pub enum StoredZipError {
    /// The zip's writer refused.
    #[error("cannot write the zip {}", path.display())]
    Unwritable {
        /// The zip.
        path: PathBuf,
        /// What its writer says.
        source: zip::result::ZipError,
    },
    /// A file operation failed.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl StoredZipError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unwritable { .. } => None,
            Self::Disk(error) => error.help(),
        }
    }
}

/// A zip file being written.
pub struct StoredZip<'a> {
    target: &'a Path,
    writer: ZipWriter<BufWriter<File>>,
}

impl<'a> StoredZip<'a> {
    /// Begins the file.
    pub fn create(target: &'a Path) -> Result<Self, StoredZipError> {
        let file = File::create(target).map_err(DiskError::on("create", target))?;
        let writer = ZipWriter::new(BufWriter::with_capacity(1 << 20, file));
        Ok(Self { target, writer })
    }

    /// Adds a member.
    pub fn add(&mut self, member: &str, contents: &[u8]) -> Result<(), StoredZipError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.writer
            .start_file(member, options)
            .map_err(|source| self.unwritable(source))?;
        self.writer
            .write_all(contents)
            .map_err(DiskError::on("write", self.target))?;
        Ok(())
    }

    /// Ends the file and measures it.
    pub fn finish(self) -> Result<FilePin, StoredZipError> {
        let target = self.target;
        let file = self
            .writer
            .finish()
            .map_err(|source| StoredZipError::Unwritable {
                path: target.to_owned(),
                source,
            })?;
        file.into_inner()
            .map_err(|error| DiskError::on("write", target)(error.into_error()))?;
        let (size, blake3) = disk::measure(target)?;
        Ok(FilePin { size, blake3 })
    }

    fn unwritable(&self, source: zip::result::ZipError) -> StoredZipError {
        StoredZipError::Unwritable {
            path: self.target.to_owned(),
            source,
        }
    }
}
