//! A whole server, started for one story on a database of its own, and stopped after it.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use surgalt::app::App;
use surgalt::clock::Clock;
use surgalt::config::{Config, Secret};
use surgalt::outbox::tables::outbox_job;
use surgalt::people::registration::{NewPerson, register_person};
use surgalt::people::tables::{organisation, person};
use surgalt::policy::Role;
use surgalt::server::Server;
use tempfile::TempDir;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::cluster::{self, Proxy, Settings};
use super::{Client, schema};

/// The password of everybody in the stories.
pub const PASSWORD: &str = "сайхан өдөр 7";

/// Which database a story runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file of its own.
    Sqlite,
    /// A database of its own on the server that `TEST_POSTGRES_URL` names.
    Postgresql,
}

/// A running server.
pub struct House {
    pub app: Arc<App>,
    pub clock: Clock,
    pub base: String,
    folder: Option<TempDir>,
    _proxy: Option<Proxy>,
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl House {
    /// Opens a house with the configuration that suits tests.
    pub async fn open(backend: Backend) -> Self {
        Self::open_with(backend, |_| {}).await
    }

    /// Opens a house with a configuration of the story's own.
    pub async fn open_with(backend: Backend, change: impl FnOnce(&mut Config)) -> Self {
        Self::open_of(backend, change, cluster::is_wanted()).await
    }

    /// Opens a house of one server, whatever the others are of.
    pub async fn open_alone(backend: Backend, change: impl FnOnce(&mut Config)) -> Self {
        Self::open_of(backend, change, false).await
    }

    async fn open_of(backend: Backend, change: impl FnOnce(&mut Config), is_cluster: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::defaults().unwrap();
        config.data_folder = folder.path().join("data");
        config.server.listen = "127.0.0.1:0".parse().unwrap();
        config.server.workers = 1;
        config.server.shutdown_seconds = 1;
        // Hashes that are slow for a thief are slow for the tests as well.
        config.sign_in.hash_memory_kib = 8;
        config.database.connections = 4;
        // The program that runs is that of the tests.
        config.webinars.slides_program = env!("CARGO_BIN_EXE_surgalt").into();
        if backend == Backend::Postgresql {
            config.database.url = Secret::new(schema::new_postgresql_database().await);
        }
        let is_cluster = is_cluster && backend == Backend::Postgresql;
        if is_cluster {
            Settings::of(&config).apply(&mut config);
        }
        change(&mut config);
        if config.database.url.reveal().is_empty() {
            schema::put_into(&config.data_folder).await;
        }
        let clock = Clock::system();
        let configs = match is_cluster {
            true => cluster::servers(config),
            false => vec![config],
        };
        let (ready, starts) = oneshot::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let its_clock = clock.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let mut servers = Vec::new();
                for config in configs {
                    let server = Server::start(config, its_clock.clone()).await.unwrap();
                    servers.push(server);
                }
                let addresses: Vec<_> = servers.iter().map(|one| one.address).collect();
                let app = servers[0].app.clone();
                ready
                    .send((app, addresses, Handle::current()))
                    .ok()
                    .unwrap();
                stopped.await.ok();
                for server in servers {
                    server.stop().await;
                }
            });
        });
        let (app, addresses, runtime) = starts.await.expect("the server starts");
        let proxy = match &addresses[..] {
            [_] => None,
            several => Some(Proxy::start(several, folder.path())),
        };
        let address = proxy.as_ref().map_or(addresses[0], |proxy| proxy.address);
        let base = format!("http://{address}");
        Self {
            app,
            clock,
            base,
            folder: Some(folder),
            _proxy: proxy,
            runtime,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Stops the server and leaves what it has written: the folder that goes when it is let go, and
    /// the data folder within it.
    pub async fn leave(mut self) -> (TempDir, PathBuf) {
        let data = self.app.config.data_folder.clone();
        self.stop.take().map(|stop| stop.send(()));
        let (thread, folder) = (self.thread.take().unwrap(), self.folder.take().unwrap());
        let stopped = tokio::task::spawn_blocking(move || thread.join()).await;
        stopped.unwrap().unwrap();
        (folder, data)
    }

    /// Puts a row into the database, where no route would make it so.
    pub async fn save<A>(&self, row: A)
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let transaction = self.app.database.begin().await.unwrap();
        row.insert(&transaction).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Client {
        Client::new(&self.base)
    }

    /// A new person with these roles, signed in.
    pub async fn person(&self, roles: &[Role]) -> Client {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let new: NewPerson = serde_json::from_value(serde_json::json!({
            "email": format!("person{number}@example.mn"),
            "surname": "Дорж", "given_name": format!("Бат-Өлзий {number}"),
            "roles": roles.iter().map(|role| role.name()).collect::<Vec<_>>(),
        }))
        .unwrap();
        let hash = self.app.passwords.hash(PASSWORD.to_owned()).await.unwrap();
        let transaction = self.app.database.begin().await.unwrap();
        let now = self.clock.now();
        let person = register_person(&transaction, &new, Some(hash), now)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let mut client = self.stranger();
        client.person_id = Some(person.id);
        client.email = person.email.unwrap_or_default();
        client.sign_in(PASSWORD).await;
        client
    }

    /// Looks into the database, on the server's own runtime: a connection goes back to its pool on
    /// the runtime it was used on, and that of the story stands still while the house closes.
    pub async fn look<T: Send + 'static>(
        &self,
        query: impl Future<Output = T> + Send + 'static,
    ) -> T {
        self.runtime.spawn(query).await.unwrap()
    }

    /// Puts people into one school.
    pub async fn in_one_school(&self, people: &[&Client]) {
        let school = surgalt::ids::new_id();
        self.save(organisation::ActiveModel {
            id: Set(school),
            parent_id: Set(None),
            path: Set(format!("{school}/")),
            name: Set("1-р сургууль".to_owned()),
            created_at: Set(self.clock.now()),
            ..Default::default()
        })
        .await;
        let transaction = self.app.database.begin().await.unwrap();
        for one in people {
            let row = person::ActiveModel {
                id: Set(one.id()),
                organisation_id: Set(Some(school)),
                ..Default::default()
            };
            row.update(&transaction).await.unwrap();
        }
        transaction.commit().await.unwrap();
    }

    /// Waits until the outbox has nothing left that is due.
    pub async fn outbox_is_empty(&self) {
        self.app.outbox.wake();
        for _ in 0..3_600 {
            let waiting = outbox_job::Entity::find()
                .filter(outbox_job::Column::Status.eq("waiting"))
                .filter(outbox_job::Column::DueAt.lte(self.clock.now()))
                .one(self.app.database.reader())
                .await
                .unwrap();
            if waiting.is_none() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the outbox is not empty after a minute and a half");
    }

    /// The mails in the data folder, as files, the oldest first.
    pub async fn mails(&self) -> Vec<String> {
        self.outbox_is_empty().await;
        let folder = self.app.config.data_folder.join("mail");
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
        files
            .iter()
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    }
}

/// A house that a story closes is told to stop. Nobody waits here: connections to PostgreSQL that the
/// story itself has opened answer only while the story's runtime runs, so [`House::stopped`] waits.
impl Drop for House {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
        if let (Some(thread), Some(folder)) = (self.thread.take(), self.folder.take()) {
            CLOSING.with_borrow_mut(|closing| closing.push((thread, folder)));
        }
    }
}

thread_local! {
    /// The servers of this story that have been told to stop, with their folders.
    static CLOSING: RefCell<Vec<(std::thread::JoinHandle<()>, TempDir)>> = RefCell::default();
}

/// Waits until the servers of this story have stopped. A server waits for the connections that the
/// story itself has used, and those come home on the story's own runtime: waiting must not block it.
pub async fn houses_are_closed() {
    for (thread, folder) in CLOSING.take() {
        let stopped = tokio::task::spawn_blocking(move || thread.join()).await;
        if let Err(panic) = stopped.unwrap() {
            std::panic::resume_unwind(panic);
        }
        drop(folder);
    }
}
